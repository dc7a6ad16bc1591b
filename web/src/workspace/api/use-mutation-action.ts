import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';

import { type RequestError, toRequestError } from '../../api/request-error.ts';
import { useSignedOut } from '../session/use-signed-out.ts';

export interface MutationAction<Data, Variables> {
  /** Resolves with the answer, or with undefined when it failed; then `error` says how. */
  readonly run: (variables: Variables) => Promise<Data | undefined>;
  readonly busy: boolean;
  readonly error: RequestError | undefined;
  readonly clearError: () => void;
}

/**
 * One mutation for one button. This hook returns its answer and never keeps it, so that a PIN's digits live only where
 * they are shown. Whoever is no longer signed in is sent to the sign-in page.
 *
 * @param fetchPolicy `no-cache` keeps the answer out of Apollo's cache.
 */
export function useMutationAction<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  fetchPolicy: 'network-only' | 'no-cache' = 'network-only',
): MutationAction<Data, Variables> {
  const client = useApolloClient();
  const signedOut = useSignedOut();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<RequestError>();

  async function run(variables: Variables): Promise<Data | undefined> {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      const { data } = await client.mutate<Data, OperationVariables>({ mutation, variables, fetchPolicy });
      return data;
    } catch (error) {
      const found = toRequestError(error);
      if (found.kind === 'signed-out') signedOut('elsewhere');
      else setError(found);
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { run, busy, error, clearError: () => setError(undefined) };
}
