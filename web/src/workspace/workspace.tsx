import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { RouterProvider, type RouterProviderProps } from 'react-router/dom';

import { Toasts } from './ui/toasts.tsx';

export interface WorkspaceProps {
  readonly apollo: ApolloClient;
  readonly router: RouterProviderProps['router'];
}

/** The clinician workspace: everything under `/staff`. */
export function Workspace({ apollo, router }: WorkspaceProps) {
  return (
    <ApolloProvider client={apollo}>
      <Toasts>
        {/* In a transition, useQuery runs the query of a page that is not shown yet. Its answer renders the page that is
            shown, which runs its own query again: the two alternate without end. */}
        <RouterProvider router={router} useTransitions={false} />
      </Toasts>
    </ApolloProvider>
  );
}
