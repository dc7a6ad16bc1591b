import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useNavigate } from 'react-router';

import { SignOutDocument } from '../../api/generated/session/graphql.ts';
import { useSignedOut } from '../session/use-signed-out.ts';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toasts.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { roleLabels, useStaff } from '../session/staff-context.ts';

/** Who is signed in, with the ways to sign out. */
export function AccountMenu({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { name, role } = useStaff();
  const navigate = useNavigate();
  const signedOut = useSignedOut();
  const toast = useToast();
  const signOut = useMutationAction(SignOutDocument);
  const [everywhere, setEverywhere] = useState(false);

  async function leave() {
    const done = await signOut.run({ kind: 'STAFF', everywhere: false });
    if (done === undefined) toast('You are still signed in: the server did not answer. Please try again.');
    else signedOut('asked');
  }
  return (
    <>
      <MenuTrigger>
        <Button className="account-button">
          <span className="account-name">{name}</span>
          <span className="account-role">{roleLabels[role]}</span>
          <Icon name="chevron" />
        </Button>
        <Popover className="menu-popover" placement="bottom end">
          <Menu className="menu" aria-label="Your account">
            <MenuItem className="menu-item" onAction={() => void navigate('/devices')}>
              Your devices
            </MenuItem>
            <MenuItem className="menu-item" onAction={onShowKeys}>
              Keyboard shortcuts
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => void leave()}>
              Sign out
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => setEverywhere(true)}>
              Sign out everywhere…
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {everywhere && <SignOutEverywhere onClose={() => setEverywhere(false)} />}
    </>
  );
}
