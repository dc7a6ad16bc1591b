import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';

import '../ui/base.css';
import './base.css';

import { createApolloClient } from '../api/apollo.ts';
import { routes } from './routes.tsx';
import { keepLinkToken } from './sign-in/link-token.ts';
import { Workspace } from './workspace.tsx';

// Before anything else looks at the address: the token must not stay in the bar or in this tab's history.
keepLinkToken();

const apollo = createApolloClient();
const router = createBrowserRouter(routes, { basename: '/staff' });
const page = document.getElementById('page');
if (page !== null) {
  createRoot(page).render(
    <StrictMode>
      <Workspace apollo={apollo} router={router} />
    </StrictMode>,
  );
}
