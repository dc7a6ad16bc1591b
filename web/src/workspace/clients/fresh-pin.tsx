import { useSecondsUntil } from '../../ui/use-seconds-until.ts';
import { useStaff } from '../layout/staff-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { When } from '../ui/when.tsx';
import type { EditedAccess } from './edited-client.ts';
import { WrongTries } from './pin-fate.tsx';
import { relationshipNames, timeLeft } from './wording.ts';

export interface FreshPinProps {
  readonly digits: string;
  readonly expiresAt: string;
  /** Whose PIN it is; it works with their address only. */
  readonly access: EditedAccess;
}

/** The digits, large enough to be read aloud, with what to ask before reading them and how they fare. */
export function FreshPin({ digits, expiresAt, access }: FreshPinProps) {
  const { practice } = useStaff();
  const half = digits.length / 2;
  const { person, relationship, email, newestPin } = access;
  return (
    <div className="fresh-pin">
      <p className="fresh-pin-digits">
        <span className="only-read-out">{[...digits].join(' ')}</span>
        <span aria-hidden="true">
          <span className="fresh-pin-half">{digits.slice(0, half)}</span>
          <span className="fresh-pin-half">{digits.slice(half)}</span>
        </span>
      </p>
      <div className="fresh-pin-life">
        <p>
          Works once, until <When at={expiresAt} form="full" />
        </p>
        <TimeLeft until={expiresAt} />
        {newestPin?.expiresAt === expiresAt && <WrongTries pin={newestPin} />}
      </div>
      <CopyButton text={digits} what="Pin code" />
      <ul className="fresh-pin-ask">
        <li>
          Be sure that you speak with <strong>{person}</strong>
          {relationship !== 'SELF' && ` (${relationshipNames[relationship].toLowerCase()})`}.
        </li>
        <li>
          Ask: “Which e-mail are you typing?” It must be <strong className="address">{email}</strong>.
        </li>
        <li>
          They type both at <span className="address">{practice.portalUrl.replace(/^https?:\/\//, '')}/pin</span>.
        </li>
      </ul>
    </div>
  );
}

/** Counts down for the eye only: the end is said beside it, and nobody wants to hear every minute. */
function TimeLeft({ until }: { readonly until: string }) {
  const seconds = useSecondsUntil(Date.parse(until));
  return (
    <p className="soft small" aria-hidden="true">
      {timeLeft(seconds)}
    </p>
  );
}
