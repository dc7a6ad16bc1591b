import { useEffect } from 'react';

import type { ActivityEntryFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { classes } from '../../../ui/classes.ts';
import { useSignedOut } from '../../session/use-signed-out.ts';
import { deliveryFailed, deliveryLabel } from '../../ui/mail-delivery.ts';
import panel from '../../ui/panel.module.css';
import { ShowMore } from '../../ui/show-more.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import styles from './activity-list.module.css';
import { useClientActivity } from './use-client-activity.ts';

export interface ActivityListProps {
  readonly clientId: string;
  /** How many entries are shown before one asks for more. */
  readonly first: number;
  readonly title: string;
  /** Who signs in for this client; when it is one person, no line has to repeat the address. */
  readonly accesses: readonly { readonly email: string }[];
}

/** What happened around a client's sign-in, newest first, in plain words. */
export function ActivityList({ clientId, first, title, accesses }: ActivityListProps) {
  const onlyAddress = accesses.length === 1 ? accesses[0]?.email : undefined;
  const { entries, error, hasMore, showMore } = useClientActivity(clientId, first);
  const signedOut = useSignedOut();
  const open = entries === undefined ? 0 : countUnresolved(entries);
  const ended = (error ?? showMore.error)?.kind === 'signed-out';
  useEffect(() => {
    if (ended) signedOut('elsewhere');
  }, [ended, signedOut]);
  return (
    <section className={panel.panel} aria-labelledby="activity">
      <h2 className={panel.title} id="activity">
        {title}
      </h2>
      {entries === undefined && error === undefined && <Skeleton rows={3} />}
      {error !== undefined && <p className="soft small">The newest entries could not be loaded. We keep trying.</p>}
      {entries?.length === 0 && <p className="soft">Nothing has happened yet.</p>}
      {entries !== undefined && entries.length > 0 && (
        <ol className={styles.entries}>
          {entries.map(({ id, at, summary, nextStep, email, delivery }, index) => (
            <li key={id}>
              <span className={classes(styles.time, text.sentence)}>
                <Timestamp at={at} form="full" />
              </span>
              <span>
                {summary}
                <DeliveryNote delivery={delivery} />
                {email !== null && email !== onlyAddress && !summary.includes(email) && (
                  <span className="soft small"> · {email}</span>
                )}
                {nextStep !== null && index < open && nextStep !== entries[index - 1]?.nextStep && (
                  <span className={classes(styles.explanation, 'soft small')}>{nextStep}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      <ShowMore action={showMore} hasMore={hasMore} />
    </section>
  );
}

function DeliveryNote({ delivery }: Pick<ActivityEntryFieldsFragment, 'delivery'>) {
  const word = deliveryLabel(delivery);
  if (word === undefined) return null;
  if (!deliveryFailed(delivery)) return <span className="soft"> · {word}</span>;
  return (
    <>
      <span className={text.stop}> · {word}</span>
      <span className={classes(styles.explanation, 'soft small')}>{delivery?.explanation}</span>
    </>
  );
}

/** How many of the newest lines wait for somebody to do something: none from before a sign-in, or an act of staff. */
function countUnresolved(entries: readonly ActivityEntryFieldsFragment[]): number {
  const settled = entries.findIndex(({ kind, actor }) => kind === 'signed-in' || actor !== null);
  return settled < 0 ? entries.length : settled;
}
