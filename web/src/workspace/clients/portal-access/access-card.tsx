import { useState } from 'react';
import { Link } from 'react-router';

import { Button } from '../../../ui/button.tsx';
import { useStaff } from '../../session/staff-context.ts';
import actions from '../../ui/actions.module.css';
import panel from '../../ui/panel.module.css';
import { Row, Rows } from '../../ui/rows.tsx';
import { Tag } from '../../ui/tag.tsx';
import text from '../../ui/text.module.css';
import { NearMisses } from '../diagnosis/near-misses.tsx';
import type { Edited, EditedAccess } from '../edit/edited-client.ts';
import { LastSignIn } from '../last-sign-in.tsx';
import { ChangeAddressDialog } from '../people/change-address-dialog.tsx';
import { EditPersonDialog } from '../people/edit-person-dialog.tsx';
import { RemovePerson } from '../people/remove-person.tsx';
import { PinRow } from '../pin/pin-row.tsx';
import { relationshipLabels } from '../relationships.ts';
import styles from './access-card.module.css';
import { AccessSwitch } from './access-switch.tsx';
import { InvitationRow } from './invitation-row.tsx';

export interface AccessCardProps {
  readonly access: EditedAccess;
  readonly archived: boolean;
  /** Nobody else has access; then this card holds the screen's primary button. */
  readonly alone: boolean;
  readonly reload: Edited['reload'];
}

/** One person's portal access: address, invitation, last sign-in and PIN. */
export function AccessCard({ access, archived, alone, reload }: AccessCardProps) {
  const { may } = useStaff();
  const [changing, setChanging] = useState(false);
  const [asking, setAsking] = useState<'person' | 'removal'>();
  const [justChanged, setJustChanged] = useState(false);
  const usable = access.active && !archived;
  const next = alone && usable ? nextOf(access) : undefined;
  return (
    <section className={panel.panel} aria-labelledby={`person-${access.id}`}>
      <header className={styles.header}>
        <h2 className={panel.title} id={`person-${access.id}`}>
          {access.person} <Tag>{relationshipLabels[access.relationship]}</Tag>
        </h2>
        <AccessSwitch access={access} reload={reload} />
      </header>
      <Rows>
        <Row name="Address">
          <div>
            <p className="wrap-anywhere">
              {access.email} {access.bounce && <Tag tone="stop">Mail came back</Tag>}
            </p>
            {access.bounce && access.invitation?.delivery?.state !== 'BOUNCED' && (
              <p className="small">{access.bounce.explanation}</p>
            )}
            {access.otherClients.length > 0 && <OtherClients access={access} />}
          </div>
          {may('ACCESS_WRITE') && (
            <div className={actions.actions}>
              <Button small kind={next === 'address' ? 'primary' : 'plain'} onClick={() => setChanging(true)}>
                Change address
              </Button>
            </div>
          )}
        </Row>
        {access.nearMisses.length > 0 && (
          <Row name="Typed instead">
            <NearMisses access={access} onChanged={() => setJustChanged(true)} />
          </Row>
        )}
        <Row name="Invitation">
          <InvitationRow
            access={access}
            usable={usable}
            primary={next === 'invitation'}
            addressChanged={justChanged && access.invitation === null}
          />
        </Row>
        <Row name="Last sign-in">
          <p className={text.sentence}>
            <LastSignIn lastSignIn={access.lastSignIn} />
          </p>
        </Row>
        {may('PINS_GENERATE') && (
          <Row name="Pin code">
            <PinRow access={access} usable={usable} primary={next === 'pin'} reload={reload} />
          </Row>
        )}
      </Rows>
      {may('ACCESS_WRITE') && (
        <div className={styles.footer}>
          <Button kind="quiet" small onClick={() => setAsking('person')} aria-label={`Edit person: ${access.person}`}>
            Edit person
          </Button>
          <Button kind="quiet" small onClick={() => setAsking('removal')} aria-label={`Remove ${access.person}`}>
            Remove…
          </Button>
        </div>
      )}
      {asking === 'person' && <EditPersonDialog access={access} reload={reload} onClose={() => setAsking(undefined)} />}
      {asking === 'removal' && <RemovePerson access={access} reload={reload} onClose={() => setAsking(undefined)} />}
      {changing && (
        <ChangeAddressDialog
          access={access}
          onClose={() => setChanging(false)}
          onChanged={() => {
            setChanging(false);
            setJustChanged(true);
          }}
        />
      )}
    </section>
  );
}

/** The action that the diagnosis asks for; without one, the invitation, and after that a PIN. */
function nextOf({ diagnosis, invitation, lastSignIn }: EditedAccess): 'address' | 'invitation' | 'pin' {
  switch (diagnosis?.cause) {
    case 'ADDRESS_BOUNCED':
      return 'address';
    case 'LINK_TAKEN_BACK':
      return 'invitation';
    case 'PIN_TRIED_OUT':
    case 'WRONG_PIN':
    case 'NO_PIN':
    case 'PIN_WAITING':
      return 'pin';
    default:
      return invitation === null && lastSignIn === null ? 'invitation' : 'pin';
  }
}

function OtherClients({ access }: { readonly access: EditedAccess }) {
  return (
    <p className="soft small">
      This address also sees{' '}
      {access.otherClients.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to={`/clients/${id}`}>{name}</Link>
        </span>
      ))}
      .
    </p>
  );
}
