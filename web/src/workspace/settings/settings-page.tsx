import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';

import type { Permission } from '../../api/generated/workspace/graphql.ts';
import { useStaff } from '../session/staff-context.ts';
import { PageHeader } from '../ui/page-header.tsx';
import tabs from '../ui/tabs.module.css';

/** The pages of the settings, below `/settings`; those with a permission are hidden from whoever lacks it. */
const pages: readonly { readonly path: string; readonly name: string; readonly needs?: Permission }[] = [
  { path: 'practice', name: 'Practice Details' },
  { path: 'portal', name: 'Portal' },
  { path: 'staff', name: 'Staff' },
  { path: 'roles', name: 'Roles' },
  { path: 'api', name: 'API', needs: 'API_KEYS_WRITE' },
  { path: 'webhooks', name: 'Webhooks', needs: 'WEBHOOKS_MANAGE' },
];

/** Settings, with a tab for each page; every tab has an address. */
export function SettingsPage() {
  const { may } = useStaff();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone not all of them fit.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  const here = pages.find(({ path }) => pathname.startsWith(`/settings/${path}`))?.name ?? 'Settings';
  return (
    <>
      <PageHeader
        key={here}
        crumbs={[{ name: 'Settings', to: '/settings' }, { name: here }]}
        tab={here}
        heading={here}
      />
      <nav className={tabs.tabs} aria-label="Settings" ref={nav}>
        {pages
          .filter(({ needs }) => needs === undefined || may(needs))
          .map(({ path, name }) => (
            <NavLink key={path} to={path}>
              {name}
            </NavLink>
          ))}
      </nav>
      <Outlet />
    </>
  );
}
