import type { Client } from './client.store.ts';

/** Filters for clients that need attention. */
export type ClientFilter = 'no-address' | 'never-invited' | 'never-signed-in' | 'bounced' | 'access-off';

/** The orders of the list. */
export type ClientSort = 'name' | 'last-sign-in' | 'invitation' | 'added';

/** Which clients a list shows. */
export interface ListedClients {
  /** Words that all occur in the name, the reference or an address; absent for everyone. */
  search?: string | undefined;
  archived: boolean;
  filter?: ClientFilter | undefined;
}

/** Where a page of the list begins: after the client with this key and id. */
export interface ListPosition {
  key: string;
  id: string;
}

/** A client, the key by which the next page begins after them, and the total when the statement counted it. */
export type ListedClient = Client & { key: string; total: number | null };

/** One page of the list. */
export interface ListPage {
  sort: ClientSort;
  descending: boolean;
  first: number;
  after?: ListPosition | undefined;
}
