import { displayUrl } from '../../../ui/display-url.ts';
import { useCountdown } from '../../../ui/use-countdown.ts';
import { useStaff } from '../../session/staff-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatTimeLeft } from '../../ui/format.ts';
import { Timestamp } from '../../ui/timestamp.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';
import { relationshipLabels } from '../relationships.ts';
import styles from './generated-pin.module.css';
import { WrongTries } from './pin-status.tsx';

export interface GeneratedPinProps {
  readonly digits: string;
  readonly expiresAt: string;
  /** Whose PIN it is; it works with their address only. */
  readonly access: EditedAccess;
}

/** The digits, large enough to be read aloud, with what to ask before reading them and with the wrong tries. */
export function GeneratedPin({ digits, expiresAt, access }: GeneratedPinProps) {
  const { practice } = useStaff();
  const half = digits.length / 2;
  const { person, relationship, email, newestPin } = access;
  return (
    <div className={styles.pin}>
      <p className={styles.digits}>
        <span className="visually-hidden">{[...digits].join(' ')}</span>
        <span aria-hidden="true">
          <span className={styles.half}>{digits.slice(0, half)}</span>
          <span className={styles.half}>{digits.slice(half)}</span>
        </span>
      </p>
      <div>
        <p>
          Works once, until <Timestamp at={expiresAt} form="full" />
        </p>
        <TimeLeft until={expiresAt} />
        {newestPin?.expiresAt === expiresAt && <WrongTries pin={newestPin} />}
      </div>
      <CopyButton text={digits} what="Pin code" />
      <ul className={styles.reminders}>
        <li>
          Be sure that you speak with <strong>{person}</strong>
          {relationship !== 'SELF' && ` (${relationshipLabels[relationship].toLowerCase()})`}.
        </li>
        <li>
          Ask: “Which e-mail are you typing?” It must be <strong className="wrap-anywhere">{email}</strong>.
        </li>
        <li>
          They type both at <span className="wrap-anywhere">{displayUrl(practice.portalUrl)}/pin</span>.
        </li>
      </ul>
    </div>
  );
}

/** Counts down, hidden from screen readers: they read the end beside it, and not every minute. */
function TimeLeft({ until }: { readonly until: string }) {
  const seconds = useCountdown(Date.parse(until));
  return (
    <p className="soft small" aria-hidden="true">
      {formatTimeLeft(seconds)}
    </p>
  );
}
