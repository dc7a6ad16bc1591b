import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';

import { type Fault, toFault } from '../api/fault.ts';
import { useSignedOut } from './sign-in/use-signed-out.ts';

export interface Mutate<Data, Variables> {
  /** Resolves with the answer, or with undefined when it failed; then `fault` says how. */
  readonly run: (variables: Variables) => Promise<Data | undefined>;
  readonly busy: boolean;
  readonly fault: Fault | undefined;
  readonly forgetFault: () => void;
}

/**
 * One mutation for one button. Its answer is handed over and never kept by this hook, so that a
 * PIN's digits live only where they are shown. Whoever is no longer signed in is led to sign in.
 *
 * @param cache `keep` lets Apollo's cache learn from the answer; `keep-out` leaves no trace of it there.
 */
export function useMutate<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  cache: 'keep' | 'keep-out' = 'keep',
): Mutate<Data, Variables> {
  const client = useApolloClient();
  const signedOut = useSignedOut();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();

  async function run(variables: Variables): Promise<Data | undefined> {
    if (underWay.current) return undefined;
    underWay.current = true;
    setBusy(true);
    setFault(undefined);
    try {
      const fetchPolicy = cache === 'keep' ? 'network-only' : 'no-cache';
      const { data } = await client.mutate<Data, OperationVariables>({ mutation, variables, fetchPolicy });
      return data;
    } catch (error) {
      const found = toFault(error);
      if (found.kind === 'signed-out') signedOut('elsewhere');
      else setFault(found);
      return undefined;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }
  return { run, busy, fault, forgetFault: () => setFault(undefined) };
}
