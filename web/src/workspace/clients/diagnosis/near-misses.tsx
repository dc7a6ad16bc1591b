import { useState } from 'react';

import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { useStaff } from '../../session/staff-context.ts';
import { AddressDifference } from '../../ui/address-difference.tsx';
import text from '../../ui/text.module.css';
import type { EditedAccess } from '../edit/edited-client.ts';
import { ChangeAddressDialog } from '../people/change-address-dialog.tsx';
import { addressHasWorked } from './address-has-worked.ts';
import { AttemptFacts } from './attempt-facts.tsx';
import styles from './candidates.module.css';

export interface NearMissesProps {
  readonly access: EditedAccess;
  readonly onChanged: () => void;
}

/**
 * What somebody typed on the sign-in page that is nearly this person's address. It is offered in place of the address
 * only as long as that one has not worked: anybody can type anything.
 */
export function NearMisses({ access, onChanged }: NearMissesProps) {
  const { may } = useStaff();
  const [chosen, setChosen] = useState<string>();
  return (
    <>
      <ul className={styles.candidates}>
        {access.nearMisses.map((nearMiss) => (
          <li key={nearMiss.email}>
            <div>
              <p>
                <AddressDifference typed={nearMiss.email} right={access.email} />
              </p>
              <p className={classes(text.sentence, 'soft small')}>
                {nearMiss.difference}. <AttemptFacts attempt={nearMiss} />
              </p>
            </div>
            {may('ACCESS_WRITE') && !addressHasWorked(access) && (
              <Button
                small
                onClick={() => setChosen(nearMiss.email)}
                aria-label={`Use this address: ${nearMiss.email}`}
              >
                Use this address…
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <ChangeAddressDialog
          access={access}
          typed={chosen}
          onClose={() => setChosen(undefined)}
          onChanged={() => {
            setChosen(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
}
