import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useNavigate } from 'react-router';

import { SignOutDocument } from '../../api/generated/session/graphql.ts';
import { classes } from '../../ui/classes.ts';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { roleLabels, useStaff } from '../session/staff-context.ts';
import { useSignedOut } from '../session/use-signed-out.ts';
import { Icon } from '../ui/icon.tsx';
import menu from '../ui/menu.module.css';
import { useToast } from '../ui/toasts.tsx';
import styles from './account-menu.module.css';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

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
        <Button className={classes(styles.button)}>
          <span className={styles.name}>{name}</span>
          <span className={styles.role}>{roleLabels[role]}</span>
          <Icon name="chevron" />
        </Button>
        <Popover className={classes(menu.popover)} placement="bottom end">
          <Menu className={classes(menu.menu)} aria-label="Your account">
            <MenuItem className={classes(menu.item)} onAction={() => void navigate('/devices')}>
              Your devices
            </MenuItem>
            <MenuItem className={classes(menu.item)} onAction={onShowKeys}>
              Keyboard shortcuts
            </MenuItem>
            <MenuItem className={classes(menu.item)} onAction={() => void leave()}>
              Sign out
            </MenuItem>
            <MenuItem className={classes(menu.item)} onAction={() => setEverywhere(true)}>
              Sign out everywhere…
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {everywhere && <SignOutEverywhere onClose={() => setEverywhere(false)} />}
    </>
  );
}
