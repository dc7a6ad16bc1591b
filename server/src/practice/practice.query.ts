import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../http/context.ts';
import type { Rule } from '../http/rule.ts';
import { PortalType, PracticeType, toPortal, toPractice } from './practice.graphql-types.ts';

@Resolver()
export class PracticeQueries {
  @Authorized<Rule>('anyone')
  @Query(() => PortalType, {
    nullable: true,
    description: 'The portal at this address, or at one it had before; null when there is none.',
  })
  async portal(
    @Arg('slug', () => String, { description: 'The portal address, such as "harbor".' }) slug: string,
    @Ctx() { stores, publicOrigin }: Context,
  ): Promise<PortalType | null> {
    const portal = await stores.practices.findPortal(slug);
    return portal ? toPortal(portal, publicOrigin) : null;
  }

  @Authorized<Rule>('practice.read')
  @Query(() => PracticeType, {
    description: 'Your practice: the one that the API key or the signed-in staff member belongs to.',
  })
  async practice(@Ctx() context: Context): Promise<PracticeType> {
    const { practiceId } = await context.requireStaff();
    return toPractice(await context.stores.practices.get(practiceId), context.publicOrigin);
  }
}
