import { Link } from 'react-router';

import { buttonClass } from '../../ui/button.tsx';
import actions from './actions.module.css';

export interface PageLinksProps {
  /** What the pages are of, for screen readers. */
  readonly label: string;
  /** What else is in the page's address. */
  readonly search: Readonly<Record<string, string>>;
  /** The cursor of the page that is shown; null on the newest. */
  readonly after: string | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Leads from page to page of what is listed newest first; nothing when there is one page only. */
export function PageLinks({ label, search, after, pageInfo }: PageLinksProps) {
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (after === null && next === null) return null;
  const to = (params: Readonly<Record<string, string>>) => ({ search: new URLSearchParams(params).toString() });
  return (
    <nav className={actions.actions} aria-label={label}>
      {after !== null && (
        <Link className={buttonClass({ small: true })} to={to(search)}>
          Newest
        </Link>
      )}
      {next !== null && (
        <Link className={buttonClass({ small: true })} to={to({ ...search, after: next })}>
          Older
        </Link>
      )}
    </nav>
  );
}
