import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { takeLinkToken } from '../api/link-token.ts';
import type { Portal } from '../api/portal.ts';
import { PortalApp } from '../portal/portal-app.tsx';
import { harbor } from './portal-fixtures.ts';

/** Opens an address of Harbor's portal as a browser would, and returns hands to use it with. */
export function openPortal(address: string) {
  return openAddress(address, harbor);
}

/** Opens any address, with what the server wrote into the page about the practice there. */
export function openAddress(address: string, portalInPage: Portal | null | undefined) {
  history.pushState(null, '', address);
  const linkToken = takeLinkToken();
  return { user: userEvent.setup(), ...render(<PortalApp portalInPage={portalInPage} linkToken={linkToken} />) };
}
