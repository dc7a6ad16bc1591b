import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

import { createApolloClient } from '../api/apollo.ts';
import { routes } from './routes.tsx';
import { Toasts } from './ui/toasts.tsx';

/** The clinician workspace: everything under `/staff`. */
export function Workspace() {
  const [client] = useState(createApolloClient);
  const [router] = useState(() => createBrowserRouter(routes, { basename: '/staff' }));
  return (
    <ApolloProvider client={client}>
      <Toasts>
        <RouterProvider router={router} />
      </Toasts>
    </ApolloProvider>
  );
}
