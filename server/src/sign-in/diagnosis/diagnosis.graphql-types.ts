import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PortalAccessType } from '../../clients/portal-access.graphql-types.ts';
import { PageInfo } from '../../http/page-info.graphql-types.ts';
import { SignInMethodEnum } from '../../sessions/session.graphql-types.ts';
import type { SignInMethod } from '../../sessions/session.ts';
import type { Cause } from './causes.ts';
import { type NearMiss, type NewestPin, type PinState, pinState, wrongTries } from './evidence.ts';
import { differenceWords } from './similar-address.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import type { UnmatchedAttempt } from './unmatched-attempts.store.ts';

const CauseEnum = {
  CLIENT_ARCHIVED: 'client-archived',
  ACCESS_OFF: 'access-off',
  ADDRESS_BOUNCED: 'address-bounced',
  NEVER_INVITED: 'never-invited',
  NEAR_MISS: 'near-miss',
  PIN_TRIED_OUT: 'pin-tried-out',
  WRONG_PIN: 'wrong-pin',
  NO_PIN: 'no-pin',
  PIN_WAITING: 'pin-waiting',
  OLDER_LINK_OPENED: 'older-link-opened',
  USED_LINK_OPENED: 'used-link-opened',
  LINK_TAKEN_BACK: 'link-taken-back',
  LINK_EXPIRED: 'link-expired',
  THROTTLED: 'throttled',
  ASKED_WHILE_OFF: 'asked-while-off',
  LINK_NOT_SENT: 'link-not-sent',
  LINK_DELAYED: 'link-delayed',
  LINK_ON_ITS_WAY: 'link-on-its-way',
  MARKED_AS_SPAM: 'marked-as-spam',
  LINK_NOT_OPENED: 'link-not-opened',
  SIGNED_IN: 'signed-in',
} as const satisfies Record<string, Cause>;
registerEnumType(CauseEnum, {
  name: 'DiagnosisCause',
  description: "The most likely cause why somebody can't get in.",
  valuesConfig: {
    CLIENT_ARCHIVED: { description: 'The client is archived.' },
    ACCESS_OFF: { description: 'Access is switched off.' },
    ADDRESS_BOUNCED: { description: 'Mail to the address came back.' },
    NEVER_INVITED: { description: 'Nobody was invited at the address, and nothing else happened there.' },
    NEAR_MISS: { description: 'Someone typed an address that is nearly this one; it may have been a stranger.' },
    PIN_TRIED_OUT: { description: 'The PIN was typed wrong as often as is allowed.' },
    WRONG_PIN: { description: 'The PIN was typed wrong, and some tries are left.' },
    NO_PIN: { description: 'A PIN was typed, and there was none that works.' },
    PIN_WAITING: { description: 'A PIN was generated and has not been typed yet.' },
    OLDER_LINK_OPENED: { description: 'An older link was opened, while the newest one works.' },
    USED_LINK_OPENED: { description: 'A link was opened that had been used.' },
    LINK_TAKEN_BACK: { description: 'The link was taken back: access was switched off, or the address changed.' },
    LINK_EXPIRED: { description: "The link's time is over." },
    THROTTLED: { description: 'More links were asked for than are mailed within an hour.' },
    ASKED_WHILE_OFF: { description: 'A link was asked for while access was off.' },
    LINK_NOT_SENT: { description: 'The mail could not be sent.' },
    LINK_DELAYED: { description: "The receiver's mail system keeps us waiting." },
    LINK_ON_ITS_WAY: { description: 'The mail is under way.' },
    MARKED_AS_SPAM: { description: 'The mail was marked as spam.' },
    LINK_NOT_OPENED: { description: 'The mail arrived, and its link has not been opened.' },
    SIGNED_IN: { description: 'They signed in within the last day.' },
  },
});

@ObjectType('Diagnosis', { description: "Why somebody can't get in, drawn from what happened; or that they are in." })
export class DiagnosisType {
  @Field(() => CauseEnum, { description: 'The most likely cause.' })
  cause!: Cause;

  @Field(() => String, { description: 'The cause and the next thing to do, in plain words.' })
  message!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the last thing happened at this access; null when nothing ever did.',
  })
  at!: Date | null;
}

@ObjectType('NearMiss', {
  description: 'What somebody typed on the sign-in page that is nearly this address, and on file for nobody.',
})
export class NearMissType {
  @Field(() => String, { description: 'What was typed.' })
  email!: string;

  @Field(() => String, { description: 'How it differs, in plain words: "two letters are swapped".' })
  difference!: string;

  @Field(() => GraphQLDateTime, { description: 'The last time.' })
  at!: Date;

  @Field(() => Int, { description: 'How often, within 30 days.' })
  times!: number;

  @Field(() => SignInMethodEnum, { description: 'What was asked for the last time.' })
  method!: SignInMethod;
}

/** A near miss as the API shows it. */
export const toNearMiss = ({ difference, ...rest }: NearMiss): NearMissType => ({
  ...rest,
  difference: differenceWords[difference],
});

const PinStateEnum = {
  WAITING: 'waiting',
  USED: 'used',
  TRIED_OUT: 'tried-out',
  EXPIRED: 'expired',
  REPLACED: 'replaced',
  REVOKED: 'revoked',
  VOIDED: 'voided',
} as const satisfies Record<string, PinState>;
registerEnumType(PinStateEnum, {
  name: 'PinState',
  description: 'What became of a PIN.',
  valuesConfig: {
    WAITING: { description: 'It can be used.' },
    USED: { description: 'It signed someone in.' },
    TRIED_OUT: { description: 'It was typed wrong as often as is allowed.' },
    EXPIRED: { description: 'Its time is over.' },
    REPLACED: { description: 'A newer one took its place.' },
    REVOKED: { description: 'A staff member took it back.' },
    VOIDED: { description: 'Access was switched off, or the address changed.' },
  },
});

@ObjectType('NewestPin', { description: 'The PIN that was generated last, and what became of it; never its digits.' })
export class NewestPinType {
  @Field(() => PinStateEnum, { description: 'What became of it.' })
  state!: PinState;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when; null while it waits, and when that is not known.',
  })
  stateAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was generated.' })
  createdAt!: Date;

  @Field(() => String, { description: 'The staff member who generated it.' })
  createdBy!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it works, or would have worked.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'How many wrong tries there were.' })
  wrongTries!: number;

  @Field(() => Int, { description: 'How many tries are left.' })
  triesLeft!: number;
}

/** The newest PIN as the API shows it. */
export function toNewestPin(pin: NewestPin, now: Date): NewestPinType {
  const { createdAt, createdBy, expiresAt, redeemedAt, voidedAt } = pin;
  const state = pinState(pin, now);
  const stateAt = redeemedAt ?? voidedAt ?? (state === 'expired' ? expiresAt : null);
  const wrong = wrongTries(pin);
  const triesLeft = state === 'waiting' ? signInPolicy.pinTries - wrong : 0;
  return { state, stateAt, createdAt, createdBy, expiresAt, wrongTries: wrong, triesLeft };
}

@ObjectType('ProbableAccess', { description: 'An access whose address is nearly what was typed.' })
export class ProbableAccessType {
  @Field(() => PortalAccessType, { description: 'The access.' })
  access!: PortalAccessType;

  @Field(() => String, { description: 'How what was typed differs from its address, in plain words.' })
  difference!: string;
}

@ObjectType('UnmatchedAttempt', {
  description: 'An address that somebody typed on the sign-in page within 30 days, and that is on file for nobody.',
})
export class UnmatchedAttemptType implements UnmatchedAttempt {
  @Field(() => String, { description: 'What was typed.' })
  email!: string;

  @Field(() => GraphQLDateTime, { description: 'The last time.' })
  at!: Date;

  @Field(() => Int, { description: 'How often.' })
  times!: number;

  @Field(() => SignInMethodEnum, { description: 'What was asked for the last time.' })
  method!: SignInMethod;
}

@ObjectType({ description: 'One line of the list of attempts.' })
export class UnmatchedAttemptEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => UnmatchedAttemptType, { description: 'The attempt.' })
  node!: UnmatchedAttemptType;
}

@ObjectType({ description: 'A page of the attempts that matched nobody, newest first.' })
export class UnmatchedAttemptConnection {
  @Field(() => [UnmatchedAttemptEdge], { description: 'The lines.' })
  edges!: UnmatchedAttemptEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}
