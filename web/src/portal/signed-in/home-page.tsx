import { buttonClass } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Frame } from '../frame.tsx';
import { PageLink } from '../page-link.tsx';
import { Bookmark } from './bookmark.tsx';
import card from './card.module.css';
import { Devices } from './devices.tsx';
import styles from './home-page.module.css';
import { relationshipLabel } from './relationship-label.ts';
import type { ViewerPageProps } from './viewer-page.ts';

/** The home page: who is signed in and for whom, how to reach the practice, which devices are signed in. */
export function HomePage(props: ViewerPageProps) {
  const { portal, email, chosen, accesses } = props.viewer;
  return (
    <Frame portal={portal} heading="Your portal">
      <section className={classes(card.card, card.good)}>
        <p className={card.signedIn}>You are signed in</p>
        <dl className={styles.facts}>
          <dt>As</dt>
          <dd className="wrap-anywhere">{email}</dd>
          {chosen && (
            <>
              <dt>For</dt>
              <dd>
                <strong>{chosen.clientName}</strong>
                {chosen.relationship !== 'SELF' && `, ${relationshipLabel(chosen)}`}
              </dd>
            </>
          )}
        </dl>
        {accesses.length > 1 && <PageLink to={`/${portal.slug}/choose`}>Switch to someone else</PageLink>}
      </section>
      <section className={card.card}>
        <h2>Your practice</h2>
        <p>
          {portal.name} decides what you find in this portal. If you miss something here,{' '}
          {portal.phone ? 'call' : 'ask'} them.
        </p>
        {portal.phoneUri && (
          <a className={buttonClass({})} href={portal.phoneUri}>
            Call {portal.phone}
          </a>
        )}
        {portal.address !== null && <address>{portal.address}</address>}
      </section>
      <Bookmark url={portal.url} />
      <Devices {...props} />
    </Frame>
  );
}
