import type { ClientFilter, ClientSort } from '../../../api/generated/workspace/graphql.ts';

interface Filter {
  /** Its name in the page's address. */
  readonly value: string;
  readonly filter: ClientFilter;
  readonly name: string;
  /** What is said when nobody is found. */
  readonly emptyText: string;
}

/** Clients for whom something is to be done; the likeliest question first. */
export const filters: readonly Filter[] = [
  {
    value: 'never-invited',
    filter: 'NEVER_INVITED',
    name: 'Never invited',
    emptyText: 'Everyone who has access was invited.',
  },
  {
    value: 'never-signed-in',
    filter: 'NEVER_SIGNED_IN',
    name: 'Never signed in',
    emptyText: 'Everyone who was invited has signed in.',
  },
  { value: 'bounced', filter: 'BOUNCED', name: 'Mail came back', emptyText: 'No address has sent its mail back.' },
  { value: 'access-off', filter: 'ACCESS_OFF', name: 'Access off', emptyText: 'Nobody’s access is off.' },
  { value: 'no-address', filter: 'NO_ADDRESS', name: 'No address', emptyText: 'Every client has an address.' },
];

interface Sort {
  readonly value: string;
  readonly sort: ClientSort;
  readonly descending: boolean;
  readonly name: string;
}

const byName: Sort = { value: 'name', sort: 'NAME', descending: false, name: 'Name' };

/** The orders of the list. */
export const sorts: readonly Sort[] = [
  byName,
  { value: 'name-from-z', sort: 'NAME', descending: true, name: 'Name, from Z' },
  { value: 'last-sign-in', sort: 'LAST_SIGN_IN', descending: true, name: 'Last sign-in, newest first' },
  { value: 'longest-away', sort: 'LAST_SIGN_IN', descending: false, name: 'Last sign-in, longest ago first' },
  { value: 'invited', sort: 'INVITATION', descending: true, name: 'Invitation, newest first' },
  { value: 'invited-long-ago', sort: 'INVITATION', descending: false, name: 'Invitation, oldest first' },
  { value: 'added', sort: 'ADDED', descending: true, name: 'Added, newest first' },
  { value: 'added-long-ago', sort: 'ADDED', descending: false, name: 'Added, oldest first' },
];

/** What the list shows, as the page's address says it. */
export interface ListView {
  readonly search: string;
  readonly archived: boolean;
  readonly filter: Filter | undefined;
  readonly sort: Sort;
}

export function readView(params: URLSearchParams): ListView {
  return {
    search: params.get('search') ?? '',
    archived: params.has('archived'),
    filter: filters.find(({ value }) => value === params.get('filter')),
    sort: sorts.find(({ value }) => value === params.get('sort')) ?? byName,
  };
}

/** The view as search parameters, without what is the default. */
export function writeView({ search, archived, filter, sort }: ListView): Record<string, string> {
  return {
    ...(search !== '' && { search }),
    ...(filter !== undefined && { filter: filter.value }),
    ...(sort !== byName && { sort: sort.value }),
    ...(archived && { archived: '' }),
  };
}

/** The variables of the query for this view. */
export function variablesOf({ search, archived, filter, sort }: ListView) {
  return {
    search: search === '' ? null : search,
    archived,
    filter: filter?.filter ?? null,
    sort: sort.sort,
    descending: sort.descending,
    first: pageSize,
    after: null as string | null,
  };
}

const pageSize = 25;
