import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PortalType } from '../practice/practice.graphql-types.ts';
import { ViewerKindEnum } from '../sessions/session.graphql-types.ts';
import type { ViewerKind } from '../sessions/session.ts';
import type { LinkRefusal } from './link/redeem-link.ts';

@ObjectType('SignInRequested', {
  description:
    'The answer to everyone who asks for a link. It is the same for every address: if it may sign in, a link is on its way.',
})
export class SignInRequestedType {
  @Field(() => Int, { description: 'How long to wait before asking again, the same for everyone.' })
  askAgainInSeconds!: number;

  @Field(() => Int, { description: 'How many minutes a link lives here.' })
  linkLifetimeMinutes!: number;
}

@ObjectType('SignedIn', {
  description: 'Returned when the credential was good. The session is in the cookie that came along.',
})
export class SignedInType {
  @Field(() => ViewerKindEnum, { description: 'Whose session it is.' })
  kind!: ViewerKind;

  @Field(() => PortalType, { nullable: true, description: 'Where; null for staff.' })
  portal!: PortalType | null;

  @Field(() => Boolean, { description: 'Whether the address sees several clients, so that one is chosen next.' })
  severalClients!: boolean;
}

const LinkRefusalEnum = {
  EXPIRED: 'expired',
  ALREADY_USED: 'already-used',
  SUPERSEDED: 'superseded',
  NOT_VALID: 'not-valid',
} as const satisfies Record<string, LinkRefusal>;
registerEnumType(LinkRefusalEnum, {
  name: 'LinkRefusal',
  description: 'Why a link does not work. Only who holds the link is told.',
  valuesConfig: {
    EXPIRED: { description: 'Its time is over.' },
    ALREADY_USED: { description: 'It has signed someone in already; a link works once.' },
    SUPERSEDED: { description: 'A newer one was sent; only the newest works.' },
    NOT_VALID: { description: 'It was never ours, was taken back, or is too old to be remembered.' },
  },
});

@ObjectType('LinkRefused', { description: 'Returned when the link does not work. Nobody was signed in.' })
export class LinkRefused {
  @Field(() => LinkRefusalEnum, { description: 'Why.' })
  reason!: LinkRefusal;

  @Field(() => String, { description: 'Why, in plain words.' })
  message!: string;

  @Field(() => ViewerKindEnum, { description: 'Whom the link was for.' })
  kind!: ViewerKind;

  @Field(() => PortalType, { nullable: true, description: 'Where it led; null for staff, and when that is not known.' })
  portal!: PortalType | null;

  @Field(() => Boolean, { description: 'Whether `sendNewLink` takes this link.' })
  canSendNewLink!: boolean;

  @Field(() => Int, { description: 'How many minutes a link lives here.' })
  linkLifetimeMinutes!: number;
}

@ObjectType('SignedInAsSomeoneElse', {
  description:
    'Returned when the link is good, but this browser is signed in as someone else. Nothing was used up: redeem it again with `switchAccount`, or leave it.',
})
export class SignedInAsSomeoneElse {
  @Field(() => ViewerKindEnum, { description: 'Whose session is here now.' })
  kind!: ViewerKind;

  @Field(() => String, { description: 'Who is signed in here, masked: "j•••@client.example".' })
  signedInAs!: string;

  @Field(() => PortalType, { nullable: true, description: 'Where this browser is signed in; null for staff.' })
  portal!: PortalType | null;
}

export const PinRefusalEnum = { NOT_ACCEPTED: 'not-accepted' } as const;
registerEnumType(PinRefusalEnum, {
  name: 'PinRefusal',
  description:
    'Why a PIN does not work. There is one answer for all causes, because any other would say who is a client.',
  valuesConfig: {
    NOT_ACCEPTED: { description: "Address and PIN don't go together, or the PIN is used, replaced or over." },
  },
});

@ObjectType('PinRefused', { description: 'Returned when address and PIN were not accepted. Nobody was signed in.' })
export class PinRefused {
  @Field(() => PinRefusalEnum, { description: 'Always the same.' })
  reason!: (typeof PinRefusalEnum)['NOT_ACCEPTED'];

  @Field(() => String, { description: 'What to do, in plain words.' })
  message!: string;
}

export const RedeemLinkResult = createUnionType({
  name: 'RedeemLinkResult',
  description: 'How opening a link can end.',
  types: () => [SignedInType, LinkRefused, SignedInAsSomeoneElse] as const,
});

export const RedeemPinResult = createUnionType({
  name: 'RedeemPinResult',
  description: 'How typing a PIN can end.',
  types: () => [SignedInType, PinRefused] as const,
});

@ObjectType('GeneratedPin', {
  description: 'A new PIN, to be read aloud. Its digits are shown this once and kept nowhere.',
})
export class GeneratedPinType {
  @Field(() => String, { description: 'Six digits, such as "407192"; leading zeros count.' })
  digits!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it works.' })
  expiresAt!: Date;

  portalAccessId!: string;
}

@InputType({ description: 'What someone types on the sign-in page.' })
export class RequestSignInLinkInput {
  @Field(() => String, { description: 'The portal address, such as "harbor".' })
  portal!: string;

  @Field(() => String, { description: 'An e-mail address. Case and spaces around it do not count.' })
  email!: string;
}

@InputType({ description: 'A link that does not work any more.' })
export class SendNewLinkInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  token!: string;
}

@InputType({ description: 'A link that was opened.' })
export class RedeemLinkInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  token!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Leave the account that is signed in here, if it is another one.',
  })
  switchAccount!: boolean;
}

@InputType({ description: 'What someone types on the PIN page.' })
export class RedeemPinInput {
  @Field(() => String, { description: 'The portal address, such as "harbor".' })
  portal!: string;

  @Field(() => String, { description: 'The e-mail address the PIN was made for.' })
  email!: string;

  @Field(() => String, { description: 'Six digits; spaces and dashes do not count.' })
  pin!: string;
}

@InputType({ description: 'What a staff member types on the staff sign-in page.' })
export class RequestStaffSignInLinkInput {
  @Field(() => String, { description: 'An e-mail address.' })
  email!: string;
}

@InputType({ description: 'Whom to invite.' })
export class SendInvitationInput {
  @Field(() => ID, { description: 'The id of a `PortalAccess`.' })
  portalAccessId!: string;
}

@InputType({ description: 'For whom to make a PIN.' })
export class GeneratePinInput {
  @Field(() => ID, { description: 'The id of a `PortalAccess`.' })
  portalAccessId!: string;
}

@InputType({ description: 'Whose PIN to take back.' })
export class RevokePinInput {
  @Field(() => ID, { description: 'The id of a `PortalAccess`.' })
  portalAccessId!: string;
}
