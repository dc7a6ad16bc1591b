import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { keepLinkToken } from './sign-in/link-token.ts';
import { Workspace } from './workspace.tsx';
import '../ui/base.css';
import '../ui/controls.css';
import './workspace.css';

// Before anything else looks at the address: the token must not stay in the bar or the history.
keepLinkToken();

const page = document.getElementById('page');
if (page !== null) {
  createRoot(page).render(
    <StrictMode>
      <Workspace />
    </StrictMode>,
  );
}
