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
        {/* In a transition, useQuery asks for a page that does not stand yet. What comes for it renders the page that
            does, which asks for its own again: the two take turns asking, without end. */}
        <RouterProvider router={router} useTransitions={false} />
      </Toasts>
    </ApolloProvider>
  );
}
