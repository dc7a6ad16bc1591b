import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';

import { createApolloClient } from '../../api/apollo.ts';
import { fakeServer } from '../../testing/fake-server.ts';
import { routes } from '../routes.tsx';
import { Workspace } from '../workspace.tsx';
import { activityPage, jamie, owner } from './fixtures.ts';
import './dialogs.ts';

type Answers = Parameters<typeof fakeServer>[0];

/**
 * Opens an address of the workspace (below `/staff`) with a server that knows the owner and Jamie,
 * and answers anything else as given.
 *
 * @returns hands to use it with, what was asked, where one is, and Apollo's cache.
 */
export function openWorkspace(path: string, answers: Answers = {}) {
  const asked = fakeServer({
    Staff: () => ({ staff: owner }),
    ClientPortal: () => ({ client: jamie }),
    ClientOverview: () => ({ client: { ...jamie, lastSignIn: null } }),
    ClientActivity: () => activityPage([], null),
    ...answers,
  });
  const apollo = createApolloClient();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const shown = render(<Workspace apollo={apollo} router={router} />);
  const told = (operation: string) => asked.filter((request) => request.operation === operation);
  return { user: userEvent.setup(), asked, told, apollo, router, ...shown };
}
