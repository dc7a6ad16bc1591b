import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SignedInDevice } from './session.store.ts';
import type { SessionLife, SignInMethod, ViewerKind } from './session.ts';

export const ViewerKindEnum = { PORTAL: 'portal', STAFF: 'staff' } as const satisfies Record<string, ViewerKind>;
registerEnumType(ViewerKindEnum, {
  name: 'ViewerKind',
  description: 'Whose session it is. One browser may hold one of each.',
  valuesConfig: {
    PORTAL: { description: 'A portal account: a client, or someone who cares for one.' },
    STAFF: { description: 'A staff member of the practice.' },
  },
});

export const SignInMethodEnum = { LINK: 'link', PIN: 'pin' } as const satisfies Record<string, SignInMethod>;
registerEnumType(SignInMethodEnum, {
  name: 'SignInMethod',
  description: 'How a session began.',
  valuesConfig: {
    LINK: { description: 'With a link from a mail.' },
    PIN: { description: 'With a PIN that a staff member read aloud.' },
  },
});

@ObjectType('Device', { description: 'A browser that is signed in.' })
export class DeviceType {
  @Field(() => ID, { description: 'For `signOutDevice`.' })
  id!: string;

  @Field(() => String, { description: 'What the browser says it is, such as "Chrome on Android".' })
  name!: string;

  @Field(() => SignInMethodEnum, { description: 'How it signed in.' })
  method!: SignInMethod;

  @Field(() => GraphQLDateTime, { description: 'When it signed in.' })
  signedInAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When someone last used it, to the minute.' })
  lastActiveAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the browser that asks.' })
  current!: boolean;
}

export const toDevice = ({ device, ...rest }: SignedInDevice, currentSessionId: string): DeviceType => ({
  ...rest,
  name: device,
  current: rest.id === currentSessionId,
});

/** How long before the end of a session the page warns, in seconds. */
const warnSeconds = 120;

@ObjectType('SessionLife', { description: "How long a session has left, by the server's clock." })
export class SessionLifeType {
  @Field(() => Int, { description: 'Seconds until it ends for idleness. Only `staySignedIn` moves that end.' })
  idleSecondsLeft!: number;

  @Field(() => Int, { description: 'Seconds until it ends whatever happens.' })
  secondsLeft!: number;

  @Field(() => Int, { description: 'How many seconds before either end people should be warned.' })
  warnSeconds!: number;
}

export const toSessionLife = ({ idleSecondsLeft, secondsLeft }: SessionLife): SessionLifeType => ({
  idleSecondsLeft,
  secondsLeft,
  warnSeconds,
});
