import { createRoot } from 'react-dom/client';

import '../ui/base.css';

import { takeLinkToken } from '../api/link-token.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { PortalApp } from './portal-app.tsx';
import { portalInPage } from './portal-data.ts';

// Before anything else happens: the address bar and this tab's history must not show the token.
const linkToken = takeLinkToken();

const page = document.querySelector('#page');
if (page) {
  createRoot(page).render(
    <ErrorBoundary>
      <PortalApp portalInPage={portalInPage()} linkToken={linkToken} />
    </ErrorBoundary>,
  );
}
