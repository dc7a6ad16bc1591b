import { Link } from 'react-router';

import { Button } from '../../ui/button.tsx';
import { addressHasWorked } from '../clients/diagnosis/address-has-worked.ts';
import { AttemptFacts } from '../clients/diagnosis/attempt-facts.tsx';
import candidates from '../clients/diagnosis/candidates.module.css';
import { useStaff } from '../session/staff-context.ts';
import { AddressDifference } from '../ui/address-difference.tsx';
import styles from './attempts.module.css';
import type { Correction } from './correct-address.tsx';
import type { Attempt } from './use-attempts.ts';

export interface AttemptLineProps {
  readonly attempt: Attempt;
  readonly onCorrect: (correction: Correction) => void;
}

/** One address that was typed: when, how often, and whose it may be. */
export function AttemptLine({ attempt, onCorrect }: AttemptLineProps) {
  const { email, probable } = attempt;
  const [closest] = probable;
  return (
    <li className={styles.attempt}>
      <div>
        <p className={styles.typed}>
          {closest === undefined ? (
            <span className="wrap-anywhere">{email}</span>
          ) : (
            <AddressDifference typed={email} right={closest.access.email} />
          )}
        </p>
        <p className="soft small">
          <AttemptFacts attempt={attempt} />
        </p>
      </div>
      {probable.length === 0 ? (
        <p className="soft">Like no address on file.</p>
      ) : (
        <ul className={candidates.candidates}>
          {probable.map((each) => (
            <Probable key={each.access.id} probable={each} typed={email} onCorrect={onCorrect} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface ProbableProps {
  readonly probable: Attempt['probable'][number];
  readonly typed: string;
  readonly onCorrect: (correction: Correction) => void;
}

function Probable({ probable, typed, onCorrect }: ProbableProps) {
  const { may } = useStaff();
  const { access, difference } = probable;
  const { client, person } = access;
  return (
    <li>
      <div>
        <p>
          Probably {person !== client.name && `${person}, for `}
          <Link to={`/clients/${client.id}/edit/portal`}>{client.name}</Link>
        </p>
        <p className="soft small">
          <span className="wrap-anywhere">{access.email}</span>: {difference}
          {addressHasWorked(access) && `. ${person} has signed in with that address, so it is the one to type`}
        </p>
      </div>
      {may('ACCESS_WRITE') && !addressHasWorked(access) && (
        <Button
          small
          onClick={() => onCorrect({ access, typed })}
          aria-label={`Correct the address of ${person} for ${client.name}`}
        >
          Correct the address…
        </Button>
      )}
    </li>
  );
}
