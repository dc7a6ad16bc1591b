import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';

type NewestPin = NonNullable<EditedAccess['newestPin']>;

export interface PinStatusProps {
  readonly pin: NewestPin;
  /** How the digits that were shown on this page ended; undefined when none were shown. */
  readonly ended: 'replaced' | 'otherwise' | undefined;
}

/** The state of a PIN whose digits are not on this page: who made it, and what became of it. */
export function PinStatus({ pin, ended }: PinStatusProps) {
  if (pin.state !== 'WAITING') {
    return (
      <p className={ended === undefined ? 'soft' : pin.state === 'USED' ? text.good : text.stop}>
        {ended === undefined ? 'The last Pin code ' : 'That Pin code '}
        <EndOfPin pin={pin} />
      </p>
    );
  }
  return (
    <>
      {ended === 'replaced' && <p className={text.stop}>That Pin code no longer works: a newer one took its place.</p>}
      <p>
        {pin.createdBy} made one <Timestamp at={pin.createdAt} form="full" />. It works once, until{' '}
        <Timestamp at={pin.expiresAt} form="full" />.
      </p>
      <WrongTries pin={pin} />
      <p className="soft small">
        Its digits were shown only then. If the caller does not have them, generate a new one.
      </p>
    </>
  );
}

function EndOfPin({ pin }: { readonly pin: NewestPin }) {
  const at = pin.stateAt !== null && <Timestamp at={pin.stateAt} form="full" />;
  switch (pin.state) {
    case 'USED':
      return <>was used {at}: the caller is in.</>;
    case 'TRIED_OUT':
      return <>was typed wrong {pin.wrongTries} times and no longer works. Generate a new one.</>;
    case 'EXPIRED':
      return <>was over {at}. Generate a new one.</>;
    case 'REVOKED':
      return <>was revoked {at}.</>;
    default:
      return <>no longer works since {at}.</>;
  }
}

/** How often the PIN was typed wrong; nothing when it never was. */
export function WrongTries({ pin }: { readonly pin: NewestPin }) {
  if (pin.wrongTries === 0) return null;
  return (
    <p className={text.stop}>
      {pin.wrongTries} wrong {pin.wrongTries === 1 ? 'try' : 'tries'}, {pin.triesLeft} left
    </p>
  );
}
