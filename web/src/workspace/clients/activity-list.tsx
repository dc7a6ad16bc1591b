import { useEffect } from 'react';

import type { ActivityLineFragment } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useSignedOut } from '../sign-in/use-signed-out.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { When } from '../ui/when.tsx';
import { useActivity } from './use-activity.ts';
import { deliveryFailed, deliveryWord } from './wording.ts';

export interface ActivityListProps {
  readonly clientId: string;
  /** How many entries are shown before one asks for more. */
  readonly first: number;
  readonly title: string;
  /** The only address that signs in for this client; then no line has to repeat it. */
  readonly onlyAddress?: string | undefined;
}

/** What happened around a client's sign-in, newest first, in plain words. */
export function ActivityList({ clientId, first, title, onlyAddress }: ActivityListProps) {
  const { entries, fault, hasMore, showMore, more } = useActivity(clientId, first);
  const signedOut = useSignedOut();
  const open = entries === undefined ? 0 : stillOpen(entries);
  const ended = (fault ?? more.fault)?.kind === 'signed-out';
  useEffect(() => {
    if (ended) signedOut('elsewhere');
  }, [ended, signedOut]);
  return (
    <section className="panel" aria-labelledby="activity">
      <h2 className="panel-title" id="activity">
        {title}
      </h2>
      {entries === undefined && fault === undefined && <Skeleton rows={3} />}
      {fault !== undefined && <p className="soft small">The newest entries could not be loaded. We keep trying.</p>}
      {entries?.length === 0 && <p className="soft">Nothing has happened yet.</p>}
      {entries !== undefined && entries.length > 0 && (
        <ol className="activity">
          {entries.map(({ id, at, summary, nextStep, email, delivery }, index) => (
            <li key={id}>
              <span className="activity-time sentence">
                <When at={at} form="full" />
              </span>
              <span>
                {summary}
                <DeliveryNote delivery={delivery} />
                {email !== null && email !== onlyAddress && !summary.includes(email) && (
                  <span className="soft small"> · {email}</span>
                )}
                {nextStep !== null && index < open && nextStep !== entries[index - 1]?.nextStep && (
                  <span className="soft small activity-explanation">{nextStep}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {more.fault !== undefined && <FaultNotice fault={more.fault} />}
      {hasMore && (
        <Button small busy={more.busy ? 'One moment…' : undefined} onClick={() => void showMore()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function DeliveryNote({ delivery }: Pick<ActivityLineFragment, 'delivery'>) {
  const word = deliveryWord(delivery);
  if (word === undefined) return null;
  if (!deliveryFailed(delivery)) return <span className="soft"> · {word}</span>;
  return (
    <>
      <span className="stop"> · {word}</span>
      <span className="soft small activity-explanation">{delivery?.explanation}</span>
    </>
  );
}

/** How many of the newest lines wait for somebody to do something: none from before a sign-in, or an act of staff. */
function stillOpen(entries: readonly ActivityLineFragment[]): number {
  const settled = entries.findIndex(({ kind, actor }) => kind === 'signed-in' || actor !== null);
  return settled < 0 ? entries.length : settled;
}
