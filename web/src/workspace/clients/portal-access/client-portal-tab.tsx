import { useState } from 'react';
import { Link } from 'react-router';

import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useStaff } from '../../session/staff-context.ts';
import { GuideLink } from '../../ui/guide-link.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { AccessCard } from './access-card.tsx';
import { ActivityList } from '../activity/activity-list.tsx';
import { AddPersonDialog } from '../people/add-person-dialog.tsx';
import { DiagnosisPanel } from '../diagnosis/diagnosis-panel.tsx';
import { useEdited } from '../edit/edited-client.ts';

/** The tab that a staff member keeps open while the client is on the phone. */
export function ClientPortalTab() {
  const { client, reload } = useEdited();
  const { may, practice } = useStaff();
  const [adding, setAdding] = useState(false);
  const { accesses } = client;
  const alone = accesses.length === 1;
  const archived = client.archivedAt !== null;
  return (
    <>
      {archived && (
        <Notice>
          <p>
            This client is archived, so nobody can sign in for them. You can restore them in{' '}
            <Link to="../info">Client Info</Link>.
          </p>
        </Notice>
      )}
      {!archived && accesses.length > 0 && <DiagnosisPanel client={client} />}
      {accesses.map((access) => (
        <AccessCard key={access.id} access={access} archived={archived} alone={alone} reload={reload} />
      ))}
      {accesses.length === 0 && (
        <section className="empty">
          <h2 className="empty-title">No portal address yet</h2>
          <p>{client.firstName} can sign in to the portal once there is an e-mail address here.</p>
          {may('ACCESS_WRITE') && (
            <Button kind="primary" small onClick={() => setAdding(true)}>
              Add e-mail address
            </Button>
          )}
        </section>
      )}
      <section className="panel panel-quiet" aria-label="Portal address">
        <p>
          <span className="soft">The practice's portal </span>
          <span className="address">{practice.portalUrl}</span>
        </p>
        <div className="row-actions">
          <CopyButton text={practice.portalUrl} what="Portal address" />
          <GuideLink slug={practice.slug} />
          {may('ACCESS_WRITE') && accesses.length > 0 && (
            <Button small onClick={() => setAdding(true)}>
              Add another person
            </Button>
          )}
        </div>
      </section>
      {may('ACTIVITY_READ') && <ActivityList clientId={client.id} first={15} title="Activity" accesses={accesses} />}
      {adding && <AddPersonDialog client={client} onClose={() => setAdding(false)} />}
    </>
  );
}
