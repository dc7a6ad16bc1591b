import { useState } from 'react';
import { Link } from 'react-router';

import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useStaff } from '../../session/staff-context.ts';
import actions from '../../ui/actions.module.css';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GuideLink } from '../../ui/guide-link.tsx';
import panel from '../../ui/panel.module.css';
import { ActivityList } from '../activity/activity-list.tsx';
import { DiagnosisPanel } from '../diagnosis/diagnosis-panel.tsx';
import { useEdited } from '../edit/edited-client.ts';
import { AddPersonDialog } from '../people/add-person-dialog.tsx';
import { AccessCard } from './access-card.tsx';

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
        <EmptyState title="No portal address yet">
          <p>{client.firstName} can sign in to the portal once there is an e-mail address here.</p>
          {may('ACCESS_WRITE') && (
            <Button kind="primary" small onClick={() => setAdding(true)}>
              Add e-mail address
            </Button>
          )}
        </EmptyState>
      )}
      <section className={classes(panel.panel, panel.quiet)} aria-label="Portal address">
        <p>
          <span className="soft">The practice's portal </span>
          <span className="wrap-anywhere">{practice.portalUrl}</span>
        </p>
        <div className={actions.actions}>
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
