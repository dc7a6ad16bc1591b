import { useState } from 'react';
import { NavLink } from 'react-router';

import { ShortcutHelp } from '../keyboard/shortcut-help.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { useStaff } from '../session/staff-context.ts';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './side-bar.module.css';

/** The navigation at the side; on a phone, its links move to the bottom, in reach of the thumb. */
export function SideBar() {
  const { practice, may } = useStaff();
  const [keysShown, setKeysShown] = useState(false);
  useShortcuts({ '?': () => setKeysShown(true) });
  return (
    <header className={styles.bar}>
      <p className={styles.practice}>{practice.name}</p>
      <nav className={styles.links} aria-label="Workspace">
        <NavLink to="/clients">
          <Icon name="clients" />
          Clients
        </NavLink>
        {may('CLIENTS_READ') && (
          <NavLink to="/attempts">
            <Icon name="attempts" />
            Attempts
          </NavLink>
        )}
        {may('ACTIVITY_READ') && (
          <NavLink to="/activity">
            <Icon name="activity" />
            Activity
          </NavLink>
        )}
        <NavLink to="/settings">
          <Icon name="settings" />
          Settings
        </NavLink>
      </nav>
      <AccountMenu onShowKeys={() => setKeysShown(true)} />
      <p className={styles.product}>Porchlight</p>
      {keysShown && <ShortcutHelp onClose={() => setKeysShown(false)} />}
    </header>
  );
}
