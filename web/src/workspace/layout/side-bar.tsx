import { useState } from 'react';
import { NavLink } from 'react-router';

import { ShortcutHelp } from '../keyboard/shortcut-help.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { useStaff } from '../session/staff-context.ts';

/** The navigation at the side; on a phone, its links move to the bottom, in reach of the thumb. */
export function SideBar() {
  const { practice, may } = useStaff();
  const [keysShown, setKeysShown] = useState(false);
  useShortcuts({ '?': () => setKeysShown(true) });
  return (
    <header className="side-bar">
      <p className="side-bar-practice">{practice.name}</p>
      <nav className="side-bar-nav" aria-label="Workspace">
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
      <p className="side-bar-product">Porchlight</p>
      {keysShown && <ShortcutHelp onClose={() => setKeysShown(false)} />}
    </header>
  );
}
