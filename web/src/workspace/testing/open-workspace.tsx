import { render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';

import { createApolloClient } from '../../api/apollo.ts';
import { fakeServer } from '../../testing/fake-server.ts';
import { newUser } from '../../testing/user.ts';
import { routes } from '../routes.tsx';
import { Workspace } from '../workspace.tsx';
import { activityPage, jamie, owner } from './fixtures.ts';
import './dialogs.ts';

type Answers = Parameters<typeof fakeServer>[0];

/**
 * Opens an address of the workspace (below `/staff`) with a server that knows the owner and Jamie,
 * and answers anything else as given.
 *
 * @returns a user for it, the requests, the router and Apollo Client.
 */
export function openWorkspace(path: string, answers: Answers = {}) {
  const requests = fakeServer({
    Staff: () => ({ staff: owner }),
    ClientPortal: () => ({ client: jamie }),
    ClientOverview: () => ({ client: { ...jamie, lastSignIn: null } }),
    ClientActivity: () => activityPage([], null),
    ...answers,
  });
  const apollo = createApolloClient();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const shown = render(<Workspace apollo={apollo} router={router} />);
  const requestsOf = (operation: string) => requests.filter((request) => request.operation === operation);
  return { user: newUser(), requests, requestsOf, apollo, router, ...shown };
}

/** Opens the Client Portal tab of Jamie. */
export function openClientPortal(answers: Answers = {}) {
  return openWorkspace('/clients/jamie/edit/portal', answers);
}
