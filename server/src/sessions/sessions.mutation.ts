import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { Fault, notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import type { ViewerKind } from './session.ts';
import { SessionLifeType, toSessionLife, ViewerKindEnum } from './session.graphql-types.ts';
import { signOut } from './sign-out.ts';

@Resolver()
export class SessionMutations {
  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => Boolean, {
    description: 'Signs this browser out, or every browser of whoever is signed in here. True also when nobody was.',
  })
  async signOut(
    @Arg('kind', () => ViewerKindEnum, { nullable: true, description: 'Whose session; both when left out.' })
    kind: ViewerKind | undefined,
    @Arg('everywhere', () => Boolean, { defaultValue: false, description: 'On every device, not only here.' })
    everywhere: boolean,
    @Ctx() context: Context,
  ): Promise<boolean> {
    for (const each of kind ? [kind] : (['portal', 'staff'] as const)) {
      const session = await context.session(each);
      if (session) await signOut(context.stores, session, everywhere ? { everywhere } : session);
      context.signOut(each);
    }
    return true;
  }

  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => Boolean, { description: 'Signs one of your own devices out. False when it was signed out already.' })
  async signOutDevice(
    @Arg('kind', () => ViewerKindEnum, { description: 'Whose session.' }) kind: ViewerKind,
    @Arg('id', () => ID, { description: 'The id of a `Device`.' }) id: string,
    @Ctx() context: Context,
  ): Promise<boolean> {
    const session = await context.requireSession(kind);
    if (!isId(id)) throw notFound('device');
    const ended = await signOut(context.stores, session, { sessionId: id });
    if (id === session.sessionId) context.signOut(kind);
    return ended;
  }

  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => SessionLifeType, {
    description: 'Says that someone is really there. Nothing else moves the idle end of a session.',
  })
  async staySignedIn(
    @Arg('kind', () => ViewerKindEnum, { description: 'Whose session.' }) kind: ViewerKind,
    @Ctx() context: Context,
  ): Promise<SessionLifeType> {
    const { practiceId, sessionId } = await context.requireSession(kind);
    const { sessions, lifetimes } = context.stores;
    const life = await sessions.extend(practiceId, sessionId, lifetimes.idleMinutes);
    if (!life) throw new Fault('UNAUTHENTICATED', 'Your session is over. Please sign in again.');
    return toSessionLife(life);
  }
}
