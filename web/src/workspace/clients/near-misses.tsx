import { useState } from 'react';

import type { TypedFragment } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { useStaff } from '../layout/staff-context.ts';
import { TypedAddress } from '../typed-address.tsx';
import { When } from '../ui/when.tsx';
import { ChangeAddressDialog } from './change-address-dialog.tsx';
import type { EditedAccess } from './edited-client.ts';

export interface NearMissesProps {
  readonly access: EditedAccess;
  readonly onChanged: () => void;
}

/** What somebody typed on the sign-in page that is nearly this person's address, with one press to correct it. */
export function NearMisses({ access, onChanged }: NearMissesProps) {
  const { may } = useStaff();
  const [chosen, setChosen] = useState<string>();
  return (
    <>
      <ul className="near-misses">
        {access.nearMisses.map((nearMiss) => (
          <li key={nearMiss.email}>
            <div>
              <p>
                <TypedAddress typed={nearMiss.email} right={access.email} />
              </p>
              <p className="soft small sentence">
                {nearMiss.difference}. <Attempt attempt={nearMiss} />
              </p>
            </div>
            {may('ACCESS_WRITE') && (
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

/** What was asked for with an address, when, and how often. */
export function Attempt({ attempt }: { readonly attempt: Pick<TypedFragment, 'at' | 'times' | 'method'> }) {
  const { at, times, method } = attempt;
  return (
    <>
      {method === 'PIN' ? 'Typed with a PIN' : 'Asked for a link'} <When at={at} form="full" />
      {times > 1 && `, ${times} times in all`}
    </>
  );
}
