import { Field, ID, InputType, Int, ObjectType, createUnionType } from 'type-graphql';
import { formatPhone } from '../lib/phone.ts';
import type { Portal } from './portal.ts';
import type { Practice } from './practice.store.ts';

@ObjectType('Portal', {
  description: "A practice's Client Portal as everyone may see it: what the sign-in page shows.",
})
export class PortalType {
  @Field(() => String, { description: 'The portal address in use now; an address from before still leads here.' })
  slug!: string;

  @Field(() => String, { description: "The practice's name." })
  name!: string;

  @Field(() => String, { description: 'The name that mails show as their sender, to look for in the inbox.' })
  mailName!: string;

  @Field(() => String, { description: 'Where clients sign in, in full.' })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where clients call when mail does not come, such as "(617) 555-0134".',
  })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'The same for a link that dials, such as "tel:+16175550134".' })
  phoneUri!: string | null;

  @Field(() => String, { nullable: true, description: 'The postal address.' })
  address!: string | null;

  @Field(() => String, { description: 'The IANA name of the time zone that times are shown in.' })
  timeZone!: string;

  @Field(() => Int, { description: 'How many minutes a sign-in link lives; 1440 at most.' })
  linkLifetimeMinutes!: number;

  @Field(() => Int, { description: 'How many minutes a PIN lives; 1440 at most.' })
  pinLifetimeMinutes!: number;
}

/** A portal as the API shows it. */
export function toPortal(portal: Portal, publicOrigin: string): PortalType {
  return { ...portal, url: `${publicOrigin}/${portal.slug}`, ...formatPhone(portal.phone) };
}

@ObjectType('Practice', { description: 'The organisation, as its staff see it.' })
export class PracticeType {
  @Field(() => ID, { description: "The practice's id." })
  id!: string;

  @Field(() => Int, { description: 'Rises with every change; `updatePractice` wants the one that was read.' })
  version!: number;

  @Field(() => String, { description: 'The name that clients see.' })
  name!: string;

  @Field(() => String, { description: 'The name that mails show as their sender.' })
  mailName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where clients call when mail does not come, such as "(617) 555-0134".',
  })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'The same for a link that dials, such as "tel:+16175550134".' })
  phoneUri!: string | null;

  @Field(() => String, { nullable: true, description: 'The postal address.' })
  address!: string | null;

  @Field(() => String, { description: 'The IANA name of the time zone that times are shown in.' })
  timeZone!: string;

  @Field(() => String, { description: 'The portal address: the last part of `portalUrl`.' })
  slug!: string;

  @Field(() => String, { description: 'Where clients sign in, in full.' })
  portalUrl!: string;

  @Field(() => Int, { description: 'How many minutes a sign-in link lives, from 5 to 1440.' })
  linkLifetimeMinutes!: number;

  @Field(() => Int, { description: 'How many minutes a PIN lives, from 5 to 1440.' })
  pinLifetimeMinutes!: number;
}

/** A practice as the API shows it to its staff. */
export function toPractice(practice: Practice, publicOrigin: string): PracticeType {
  const { id, version, name, mailName, address, timeZone, slug, linkLifetimeMinutes, pinLifetimeMinutes } = practice;
  const shown = { id, version, name, mailName, address, timeZone, slug, linkLifetimeMinutes, pinLifetimeMinutes };
  return Object.assign(new PracticeType(), {
    ...shown,
    ...formatPhone(practice.phone),
    portalUrl: `${publicOrigin}/${slug}`,
  });
}

@ObjectType('EditedMeanwhile', {
  description: 'Returned when someone else saved first. Nothing was changed: read again, and decide.',
})
export class EditedMeanwhile {
  @Field(() => String, { description: 'What happened, in plain words.' })
  message!: string;

  @Field(() => Int, { description: 'The version that is saved now.' })
  version!: number;
}

export const editedMeanwhile = (version: number): EditedMeanwhile =>
  Object.assign(new EditedMeanwhile(), {
    message: 'Someone else changed this while you were editing. Nothing of yours was saved yet.',
    version,
  });

export const UpdatePracticeResult = createUnionType({
  name: 'UpdatePracticeResult',
  description: 'What became of the changes.',
  types: () => [PracticeType, EditedMeanwhile] as const,
});

@InputType({ description: 'Everything that Practice Details hold; all of it is replaced.' })
export class UpdatePracticeInput {
  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;

  @Field(() => String, { description: 'The name that clients see, 80 characters at most.' })
  name!: string;

  @Field(() => String, {
    description: 'The name that mails show as their sender, 60 characters at most. Mails name no one else.',
  })
  mailName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As people write it, such as "(617) 555-0134", or with + and country code.',
  })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'The postal address, 200 characters at most.' })
  address?: string | null;

  @Field(() => String, { description: 'An IANA name, such as America/New_York.' })
  timeZone!: string;

  @Field(() => String, { description: 'The portal address: 3 to 40 lower-case letters, digits and single dashes.' })
  slug!: string;

  @Field(() => Int, { description: 'How many minutes a sign-in link lives, from 5 to 1440.' })
  linkLifetimeMinutes!: number;

  @Field(() => Int, { description: 'How many minutes a PIN lives, from 5 to 1440.' })
  pinLifetimeMinutes!: number;
}
