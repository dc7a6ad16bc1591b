import { useEffect, useRef, useState } from 'react';

import { classes } from '../../../ui/classes.ts';
import { displayUrl } from '../../../ui/display-url.ts';
import { useStaff } from '../../session/staff-context.ts';
import panel from '../../ui/panel.module.css';
import type { EditedAccess, EditedClient } from '../edit/edited-client.ts';
import styles from './diagnosis-panel.module.css';

/** "Why can't she get in?", answered for everyone with access from what happened so far. */
export function DiagnosisPanel({ client }: { readonly client: EditedClient }) {
  const { accesses } = client;
  const [only] = accesses.length === 1 ? accesses : [];
  const well = accesses.every(({ diagnosis }) => diagnosis === null || diagnosis.cause === 'SIGNED_IN');
  const announcement = useAnnouncement(accesses);
  return (
    <section
      className={well ? classes(panel.panel, styles.diagnosis, styles.well) : classes(panel.panel, styles.diagnosis)}
      aria-labelledby="diagnosis"
    >
      <h2 className={panel.title} id="diagnosis">
        {headingFor(only, well)}
      </h2>
      {only === undefined ? (
        <dl className={styles.people}>
          {accesses.map((access) => (
            <div key={access.id}>
              <dt>{access.person}</dt>
              <dd>
                <Answer access={access} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className={styles.answer}>
          <Answer access={only} />
        </p>
      )}
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
    </section>
  );
}

function headingFor(only: EditedAccess | undefined, well: boolean): string {
  if (only === undefined) return well ? 'Everyone can get in' : "Why can't they get in?";
  const name = firstName(only);
  if (!well) return `Why can't ${name} get in?`;
  return only.diagnosis === null ? `${name} can get in` : `${name} is in`;
}

function Answer({ access }: { readonly access: EditedAccess }) {
  const { practice } = useStaff();
  if (access.diagnosis !== null) return access.diagnosis.message;
  const where = displayUrl(practice.portalUrl);
  return (
    <>
      Nothing stands in the way. {firstName(access)} asks for a link at <span className="wrap-anywhere">{where}</span>.
    </>
  );
}

const firstName = ({ person }: EditedAccess): string => person.split(' ')[0] ?? person;

/** What to read out: an answer whose cause has changed, and not the same one with more minutes in it. */
function useAnnouncement(accesses: readonly EditedAccess[]): string {
  const [announcement, setAnnouncement] = useState('');
  const known = useRef<string>(undefined);
  const now = JSON.stringify(accesses.map(({ id, diagnosis }) => [id, diagnosis?.cause, diagnosis?.at]));
  useEffect(() => {
    if (known.current !== undefined && known.current !== now) {
      setAnnouncement(accesses.flatMap(({ diagnosis }) => diagnosis?.message ?? []).join(' '));
    }
    known.current = now;
  }, [now, accesses]);
  return announcement;
}
