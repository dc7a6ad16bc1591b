import { Arg, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { toPortalAccess } from '../../clients/portal-access.graphql-types.ts';
import type { Rule } from '../../http/rule.ts';
import { isTime, readCursor, readPageSize, toConnection, writeCursor } from '../../http/pagination.ts';
import type { Context } from '../../http/context.ts';
import { ProbableAccessType, UnmatchedAttemptConnection, UnmatchedAttemptType } from './diagnosis.graphql-types.ts';
import { differenceWords } from './similar-address.ts';

@Resolver(() => UnmatchedAttemptType)
export class UnmatchedAttemptQueries {
  @Authorized<Rule>('clients.read')
  @Query(() => UnmatchedAttemptConnection, {
    description: "What was typed on your portal's sign-in page within 30 days and is on file for nobody, newest first.",
  })
  async unmatchedAttempts(
    @Arg('first', () => Int, { nullable: true, description: 'How many, 25 when left out and 50 at most.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: Context,
  ): Promise<UnmatchedAttemptConnection> {
    const { practiceId } = await context.requireStaff();
    const page = { first: readPageSize(first, 25, 50), after: after ?? undefined };
    const [at, email] = readCursor(after, [isTime, () => true]) ?? [];
    const before = at !== undefined && email !== undefined ? { at, email } : undefined;
    const rows = await context.stores.unmatchedAttempts.list(practiceId, { first: page.first + 1, before });
    return toConnection(
      rows,
      page,
      (row) => writeCursor([row.at.toISOString(), row.email]),
      (row) => Object.assign(new UnmatchedAttemptType(), row),
    );
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => [ProbableAccessType], {
    description: "The accesses whose address is nearly the same; none when it is like nobody's.",
  })
  async probable(@Root() { email }: UnmatchedAttemptType, @Ctx() context: Context): Promise<ProbableAccessType[]> {
    const loaders = await context.loaders();
    const near = (await loaders.addressesNear.load(email)) ?? [];
    const found = await Promise.all(
      near.map(async ({ portalAccountId, difference }) => {
        const accesses = await loaders.accessesOfAccount.load(portalAccountId);
        return accesses.map((access) => ({ access: toPortalAccess(access), difference: differenceWords[difference] }));
      }),
    );
    return found.flat();
  }
}
