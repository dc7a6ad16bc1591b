import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActivityConnection, toActivityEntry } from '../activity/activity.graphql-types.ts';
import type { Rule } from '../http/rule.ts';
import { isTime, readCursor, readPageSize, toConnection, writeCursor } from '../http/pagination.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import { formatPhone } from '../lib/phone.ts';
import type { ClientFilter, ClientSort, ListedClient } from './client-list.ts';
import { ClientConnection, ClientFilterEnum, ClientSortEnum, ClientType, toClient } from './clients.graphql-types.ts';
import { LastSignInType, PortalAccessType, toPortalAccess } from './portal-access.graphql-types.ts';

@Resolver(() => ClientType)
export class ClientQueries {
  @Authorized<Rule>('clients.read')
  @Query(() => ClientType, { nullable: true, description: 'A client of your practice; NOT_FOUND for any other id.' })
  async client(
    @Arg('id', () => ID, { description: "The client's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<ClientType> {
    return findClient(context, id);
  }

  @Authorized<Rule>('clients.read')
  @Query(() => ClientConnection, { description: "Your practice's clients." })
  async clients(
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Parts of a name, a reference or an address, all of which occur; one or two letters stand at the beginning of a word.',
    })
    search: string | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 50 when left out and 100 at most.' })
    first: number | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `endCursor` of the page before, which was asked for in the same order.',
    })
    after: string | undefined,
    @Arg('archived', () => Boolean, { defaultValue: false, description: 'The archived ones instead.' })
    archived: boolean,
    @Arg('filter', () => ClientFilterEnum, { nullable: true, description: 'Only those who need this done.' })
    filter: ClientFilter | undefined,
    @Arg('sort', () => ClientSortEnum, { defaultValue: 'name', description: 'In which order.' })
    sort: ClientSort,
    @Arg('descending', () => Boolean, { defaultValue: false, description: 'From the other end.' })
    descending: boolean,
    @Ctx() context: Context,
  ): Promise<ClientConnection> {
    const { practiceId } = await context.requireStaff();
    const { clientList } = context.stores;
    const page = { first: readPageSize(first, 50), after: after ?? undefined };
    const [key, id] = readCursor(after, [(part) => isListKey(sort, part), isId]) ?? [];
    const position = key !== undefined && id !== undefined ? { key, id } : undefined;
    const listed = { search: search?.slice(0, 100), archived, filter: filter ?? undefined };
    if (!after && (sort === 'last-sign-in' || filter === 'never-signed-in')) await clientList.noteSignIns(practiceId);
    const rows = await clientList.page(practiceId, listed, {
      sort,
      descending,
      first: page.first + 1,
      after: position,
    });
    const connection = toConnection(rows, page, (row: ListedClient) => writeCursor([row.key, row.id]), toClient);
    return { ...connection, count: async () => rows[0]?.total ?? clientList.count(practiceId, listed) };
  }

  @FieldResolver(() => String, { nullable: true, description: "The client's own phone, for the practice only." })
  async phone(@Root() { storedPhone }: ClientType, @Ctx() context: Context): Promise<string | null> {
    if (storedPhone === null) return null;
    const { practiceId } = await context.requireStaff();
    const practice = await (await context.loaders()).practice.load(practiceId);
    return formatPhone(storedPhone, practice.phone).phone;
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => [PortalAccessType], { description: 'Every address that was given access, and its state.' })
  async accesses(@Root() client: ClientType, @Ctx() context: Context): Promise<PortalAccessType[]> {
    return (await (await context.loaders()).accessesOfClient.load(client.id)).map(toPortalAccess);
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => LastSignInType, {
    nullable: true,
    description: 'The last sign-in of any address that sees the client.',
  })
  async lastSignIn(@Root() client: ClientType, @Ctx() context: Context): Promise<LastSignInType | null> {
    const loaders = await context.loaders();
    const accesses = await loaders.accessesOfClient.load(client.id);
    const last = await Promise.all(accesses.map((access) => loaders.lastSignInOfAccount.load(access.portalAccountId)));
    const known = last.filter((each) => each !== undefined).toSorted((a, b) => b.at.getTime() - a.at.getTime());
    return known[0] ?? null;
  }

  @Authorized<Rule>('activity.read')
  @FieldResolver(() => ActivityConnection, {
    description: 'What happened to this client and at their addresses, newest first.',
  })
  async activity(
    @Arg('first', () => Int, { nullable: true, description: 'How many, 20 when left out and 100 at most.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Root() client: ClientType,
    @Ctx() context: Context,
  ): Promise<ActivityConnection> {
    const { practiceId } = await context.requireStaff();
    const page = { first: readPageSize(first, 20), after: after ?? undefined };
    const [at, id] = readCursor(after, [isTime, isId]) ?? [];
    const accesses = await (await context.loaders()).accessesOfClient.load(client.id);
    const accounts = accesses.map((access) => access.portalAccountId);
    const before = at !== undefined && id !== undefined ? { at, id } : undefined;
    const { activity, practices } = context.stores;
    const { timeZone } = await practices.get(practiceId);
    const rows = await activity.listForClient(practiceId, client.id, accounts, { first: page.first + 1, before });
    return toConnection(
      rows,
      page,
      (row) => writeCursor([row.at.toISOString(), row.id]),
      (row) => toActivityEntry(row, timeZone),
    );
  }
}

@Resolver(() => ClientConnection)
export class ClientConnectionFields {
  @FieldResolver(() => Int, {
    description: 'How many clients there are in all; of a search, 10,000 are counted at most.',
  })
  async totalCount(@Root() connection: ClientConnection): Promise<number> {
    return connection.count();
  }
}

/** @throws Fault NOT_FOUND when the practice has no such client. */
export async function findClient(context: Context, id: string): Promise<ClientType> {
  const client = isId(id) ? await (await context.loaders()).client.clear(id).load(id) : undefined;
  if (!client) throw notFound('client');
  return toClient(client);
}

/** @throws Fault NOT_FOUND when the practice has no such access. */
export async function findAccess(context: Context, id: string): Promise<PortalAccessType> {
  const { practiceId } = await context.requireStaff();
  const access = isId(id) ? await context.stores.portalAccesses.find(practiceId, id) : undefined;
  if (!access) throw notFound('portal access');
  return toPortalAccess(access);
}

/** Whether a cursor's text can be a key of this order. */
function isListKey(sort: ClientSort, key: string): boolean {
  if (sort === 'name') return true;
  if (sort === 'added') return key === '';
  return key === '-infinity' || isTime(key);
}
