import { useOutletContext } from 'react-router';

import type { ClientPortalQuery } from '../../../api/generated/workspace/graphql.ts';

/** The client that the Edit page's tabs are about. */
export type EditedClient = NonNullable<ClientPortalQuery['client']>;

/** One person's access, with the state of their PIN. */
export type EditedAccess = EditedClient['accesses'][number];

export interface Edited {
  readonly client: EditedClient;
  /** Reads the client again; resolves with what is saved now. */
  readonly reload: () => Promise<EditedClient | null>;
}

export function useEdited(): Edited {
  return useOutletContext<Edited>();
}
