import { render } from '@testing-library/react';

import { takeLinkToken } from '../../api/link-token.ts';
import type { Portal } from '../../api/portal.ts';
import { newUser } from '../../testing/user.ts';
import { PortalApp } from '../portal-app.tsx';
import { harbor } from './fixtures.ts';

/** Opens an address of Harbor's portal as a browser would, and returns a user for it. */
export function openPortal(address: string) {
  return openAddress(address, harbor);
}

/** Opens any address, with what the server wrote into the page about the practice there. */
export function openAddress(address: string, portalInPage: Portal | null | undefined) {
  history.pushState(null, '', address);
  const linkToken = takeLinkToken();
  return { user: newUser(), ...render(<PortalApp portalInPage={portalInPage} linkToken={linkToken} />) };
}
