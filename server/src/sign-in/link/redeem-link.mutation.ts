import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../../http/rule.ts';
import type { Context } from '../../http/context.ts';
import { maskEmail } from '../../lib/mask-email.ts';
import { toPortal } from '../../practice/practice.graphql-types.ts';
import type { ViewerKind } from '../../sessions/session.ts';
import { readLinkToken, viewerOf } from './link-token.ts';
import { redeemLink, type RedeemLinkOutcome, type SignedIn } from './redeem-link.ts';
import { refusalMessages } from '../refusal-messages.ts';
import {
  LinkRefused,
  RedeemLinkInput,
  RedeemLinkResult,
  SignedInAsSomeoneElse,
  SignedInType,
} from '../sign-in.graphql-types.ts';
import { signInPolicy } from '../sign-in-policy.ts';

@Resolver()
export class RedeemLinkMutation {
  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => RedeemLinkResult, {
    description: 'Turns a link into a session, once. The link says whether it is for a portal account or for staff.',
  })
  async redeemLink(
    @Arg('input', () => RedeemLinkInput, { description: 'The link.' }) input: RedeemLinkInput,
    @Ctx() context: Context,
  ): Promise<typeof RedeemLinkResult> {
    await context.countAct('redeem');
    const link = readLinkToken(context.stores.linkHash, input.token);
    if (!link) return toResult(invalidToken, context);
    const kind = viewerOf(link);
    const signedInAs = input.switchAccount ? undefined : await signedInHolder(context, kind);
    const outcome = await redeemLink(context.stores, link, await context.browser(kind), signedInAs);
    return toResult(outcome, context);
  }
}

const invalidToken = { outcome: 'refused', kind: 'portal', reason: 'not-valid', portal: undefined } as const;

async function toResult(outcome: RedeemLinkOutcome, context: Context): Promise<typeof RedeemLinkResult> {
  if (outcome.outcome === 'signed-in') return toSignedIn(outcome, context);

  const session = await context.session(outcome.kind);
  if (outcome.outcome === 'someone-else' && session) {
    const portal = session.kind === 'portal' ? toPortal(session.portal, context.publicOrigin) : null;
    const here = { kind: session.kind, signedInAs: maskEmail(session.email), portal };
    return Object.assign(new SignedInAsSomeoneElse(), here);
  }
  const { kind, reason, portal } =
    outcome.outcome === 'refused' ? outcome : ({ ...outcome, reason: 'not-valid', portal: undefined } as const);
  const forStaff = kind === 'staff';
  const lifetime = forStaff ? signInPolicy.staffLinkMinutes : (portal?.linkLifetimeMinutes ?? 1440);
  return Object.assign(new LinkRefused(), {
    reason,
    message: refusalMessages(reason, kind, lifetime),
    kind,
    portal: portal && !forStaff ? toPortal(portal, context.publicOrigin) : null,
    canSendNewLink: portal !== undefined && reason !== 'not-valid',
    linkLifetimeMinutes: lifetime,
  });
}

/** Sets the session cookie. */
export function toSignedIn(outcome: SignedIn, context: Context): SignedInType {
  context.signIn(outcome.kind, outcome.sessionText);
  const portal = outcome.kind === 'portal' ? toPortal(outcome.portal, context.publicOrigin) : null;
  return Object.assign(new SignedInType(), { kind: outcome.kind, portal, severalClients: outcome.clientCount > 1 });
}

async function signedInHolder(context: Context, kind: ViewerKind): Promise<string | undefined> {
  const session = await context.session(kind);
  return session?.kind === 'portal' ? session.portalAccountId : session?.staffMemberId;
}
