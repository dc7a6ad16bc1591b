import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { NewestAct } from '../../activity/activity.ts';
import { PortalAccessType } from '../../clients/portal-access.graphql-types.ts';
import type { PortalAccess } from '../../clients/portal-access.store.ts';
import type { Rule } from '../../http/rule.ts';
import type { Context } from '../../http/context.ts';
import { diagnose } from './diagnose.ts';
import { DiagnosisType, NearMissType, NewestPinType, toNearMiss, toNewestPin } from './diagnosis.graphql-types.ts';
import type { Act, Evidence } from './evidence.ts';

@Resolver(() => PortalAccessType)
export class DiagnosisFields {
  @Authorized<Rule>('clients.read')
  @FieldResolver(() => DiagnosisType, {
    nullable: true,
    description: "Why they can't get in, and what to do next; null when nothing speaks against it.",
  })
  async diagnosis(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<DiagnosisType | null> {
    return diagnose(await gatherEvidence(context, row)) ?? null;
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => [NearMissType], {
    description: 'What was typed within 30 days that is nearly this address and on file for nobody, newest first.',
  })
  async nearMisses(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<NearMissType[]> {
    const nearMisses = await (await context.loaders()).nearMissesOfAddress.load(row.email);
    return (nearMisses ?? []).map(toNearMiss);
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => NewestPinType, {
    nullable: true,
    description: 'The PIN that was generated last; null when there was none within the last days.',
  })
  async newestPin(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<NewestPinType | null> {
    const newest = await (await context.loaders()).newestCredentialsOfAccount.load(row.portalAccountId);
    return newest?.pin ? toNewestPin(newest.pin, newest.now) : null;
  }
}

async function gatherEvidence(context: Context, access: PortalAccess): Promise<Evidence> {
  const { practiceId, portalAccountId, email, active, clientArchived, invitedAt, person, clientName } = access;
  const loaders = await context.loaders();
  const [credentials, acts, signedIn, nearMisses, bounce, { timeZone, mailName }] = await Promise.all([
    loaders.newestCredentialsOfAccount.load(portalAccountId),
    loaders.newestActsOfAccount.load(portalAccountId),
    loaders.lastSignInOfAccount.load(portalAccountId),
    loaders.nearMissesOfAddress.load(email),
    loaders.bounceOfAddress.load(email),
    loaders.practice.load(practiceId),
  ]);
  if (!credentials) throw new Error('no credentials were looked up');
  const { now, link, pin } = credentials;
  return {
    now,
    timeZone,
    mailName,
    email,
    active,
    clientArchived,
    invitedAt,
    link,
    pin,
    signedIn,
    bounce,
    person: person ?? clientName,
    mail: link && (await loaders.mailOfLink.load(link.id)),
    asked: newest(acts, 'link.requested'),
    linkRefused: newest(acts, 'link.refused'),
    pinRefused: newest(acts, 'pin.refused'),
    nearMiss: nearMisses?.[0],
  };
}

function newest(acts: NewestAct[] | undefined, kind: NewestAct['kind']): Act | undefined {
  const act = acts?.find((each) => each.kind === kind);
  if (!act) return undefined;
  const { issuedAt } = act.details;
  return { at: act.at, result: act.result, linkIssuedAt: typeof issuedAt === 'string' ? new Date(issuedAt) : null };
}
