import { Link } from 'react-router';

import { buttonClass } from '../../ui/button.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import styles from '../ui/empty-state.module.css';

/** An address of the workspace that leads nowhere, or to something that is not the practice's. */
export function NotFoundPage({ what = 'page' }: { readonly what?: string }) {
  return (
    <section className={styles.empty}>
      <PageHeading title="Not found · Porchlight" className={styles.title}>
        We can't find this {what}
      </PageHeading>
      <p>The address may be mistyped, or the {what} is no longer here.</p>
      <Link className={buttonClass({})} to="/clients">
        Go to the clients
      </Link>
    </section>
  );
}
