import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import type { DeliveryState, WebhookDelivery } from './webhook-delivery.ts';
import type { OffReason, WebhookEndpoint } from './webhook-endpoint.ts';
import { eventTexts, type WebhookEvent, webhookEvents } from './webhook-events.ts';

const nameOf = (event: WebhookEvent) => event.replace('.', '_').toUpperCase();

const WebhookEventEnum: Readonly<Record<string, WebhookEvent>> = Object.fromEntries(
  webhookEvents.map((event) => [nameOf(event), event]),
);
registerEnumType(WebhookEventEnum, {
  name: 'WebhookEvent',
  description:
    'Something that other systems can be told of; in what they are sent, it is called as in "pin.generated".',
  valuesConfig: Object.fromEntries(
    webhookEvents.map((event) => [nameOf(event), { description: `${event}: ${eventTexts[event]}` }]),
  ),
});

const WebhookOffReasonEnum = { GONE: 'gone', FAILING: 'failing' } as const satisfies Record<string, OffReason>;
registerEnumType(WebhookOffReasonEnum, {
  name: 'WebhookOffReason',
  description: 'Why a webhook was switched off, when nobody did it.',
  valuesConfig: {
    GONE: { description: 'The receiver answered 410 Gone.' },
    FAILING: { description: 'The receiver took nothing for five days.' },
  },
});

export const WebhookDeliveryStateEnum = {
  WAITING: 'waiting',
  DELIVERED: 'delivered',
  FAILED: 'failed',
} as const satisfies Record<string, DeliveryState>;
registerEnumType(WebhookDeliveryStateEnum, {
  name: 'WebhookDeliveryState',
  description: 'Where a delivery stands.',
  valuesConfig: {
    WAITING: { description: 'It is tried soon, or again later.' },
    DELIVERED: { description: 'The receiver took it: it answered with a 2xx status.' },
    FAILED: { description: 'It was tried for a day, or given up because the webhook was switched off.' },
  },
});

@ObjectType('WebhookEndpoint', { description: "Another system's address that is told what happens at your practice." })
export class WebhookEndpointType {
  @Field(() => ID, { description: "The webhook's id." })
  id!: string;

  @Field(() => String, { description: 'Where events are posted to.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What the practice noted about it.' })
  description!: string | null;

  @Field(() => [WebhookEventEnum], { description: 'The events it subscribes to.' })
  events!: WebhookEvent[];

  @Field(() => Boolean, { description: 'Whether it is on.' })
  active!: boolean;

  @Field(() => WebhookOffReasonEnum, { nullable: true, description: 'Why it was switched off, when nobody did it.' })
  offReason!: OffReason | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when nothing arrives; null when the last delivery arrived.',
  })
  failingSince!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when the secret before this one signs as well; null when only one does.',
  })
  oldSecretUntil!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was added.' })
  createdAt!: Date;

  /** Not in the schema: the row, for the field resolvers. */
  row!: WebhookEndpoint;
}

export function toWebhookEndpoint(row: WebhookEndpoint): WebhookEndpointType {
  const events = webhookEvents.filter((event) => row.events.includes(event));
  return Object.assign(new WebhookEndpointType(), { ...row, events, row });
}

@ObjectType('WebhookDelivery', { description: 'One event on its way to a webhook. The log keeps it for 30 days.' })
export class WebhookDeliveryType {
  @Field(() => ID, { description: "The delivery's id." })
  id!: string;

  @Field(() => ID, { description: 'The id that the receiver sees as `webhook-id`; every try has the same.' })
  eventId!: string;

  @Field(() => String, { description: 'What it tells, such as "pin.generated", or "webhook.test".' })
  event!: string;

  @Field(() => WebhookDeliveryStateEnum, { description: 'Where it stands.' })
  state!: DeliveryState;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was enqueued.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was tried last.' })
  triedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it is tried next; null at its end.' })
  nextTryAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer; null when there was none.' })
  status!: number | null;

  @Field(() => String, { nullable: true, description: 'How the last answer began; 300 characters at most.' })
  answer!: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong the last time, in plain words.' })
  problem!: string | null;

  @Field(() => String, { description: 'The body that is sent, as JSON.' })
  payload!: string;
}

export function toWebhookDelivery({ kind, dueAt, payload, ...row }: WebhookDelivery): WebhookDeliveryType {
  const { type, timestamp, data } = payload;
  return { ...row, event: kind, nextTryAt: dueAt, payload: JSON.stringify({ type, timestamp, data }) };
}

@ObjectType({ description: "One line of a webhook's log." })
export class WebhookDeliveryEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => WebhookDeliveryType, { description: 'The delivery.' })
  node!: WebhookDeliveryType;
}

@ObjectType({ description: "A page of a webhook's log, newest first." })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: 'The lines.' })
  edges!: WebhookDeliveryEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A webhook that is no more.' })
export class RemovedWebhookEndpoint {
  @Field(() => ID, { description: 'The id that it had.' })
  id!: string;
}

@InputType({ description: 'A new webhook.' })
export class CreateWebhookEndpointInput {
  @Field(() => String, {
    description:
      'Where to post events to, such as "https://hooks.example.org/porchlight"; https, on the public internet.',
  })
  url!: string;

  @Field(() => [WebhookEventEnum], { description: 'The events to subscribe to; at least one.' })
  events!: WebhookEvent[];

  @Field(() => String, {
    nullable: true,
    description: 'A note about it, such as "Booking tool"; 100 characters at most.',
  })
  description?: string | null;
}

@InputType({ description: 'What to change about a webhook; what is left out stays as it is.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'Which webhook.' })
  webhookEndpointId!: string;

  @Field(() => String, { nullable: true, description: 'Where to post events to.' })
  url?: string | null;

  @Field(() => [WebhookEventEnum], { nullable: true, description: 'The events to subscribe to; at least one.' })
  events?: WebhookEvent[] | null;

  @Field(() => String, { nullable: true, description: 'A note about it; null for none.' })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'On or off. It is never told what happens while it is off.' })
  active?: boolean | null;
}

@InputType({ description: 'Names a webhook.' })
export class WebhookEndpointInput {
  @Field(() => ID, { description: 'Which webhook.' })
  webhookEndpointId!: string;
}

@InputType({ description: 'A delivery to send again.' })
export class RedeliverInput {
  @Field(() => ID, { description: 'Which delivery.' })
  webhookDeliveryId!: string;
}
