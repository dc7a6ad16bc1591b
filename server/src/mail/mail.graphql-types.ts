import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ExplainedDelivery } from './explain-delivery.ts';
import type { MailState } from './mail.ts';

const MailStateEnum = {
  QUEUED: 'queued',
  SENT: 'sent',
  DELIVERED: 'delivered',
  DELAYED: 'delayed',
  BOUNCED: 'bounced',
  COMPLAINED: 'complained',
  FAILED: 'failed',
  NOT_SENT: 'not-sent',
} as const satisfies Record<string, MailState>;
registerEnumType(MailStateEnum, {
  name: 'MailState',
  description: 'Where a mail is on its way.',
  valuesConfig: {
    QUEUED: { description: 'Waiting to be sent, or being tried again.' },
    SENT: { description: 'The mail service has taken it; no word yet of its arrival.' },
    DELIVERED: { description: "The receiver's mail system has taken it." },
    DELAYED: { description: "The receiver's mail system keeps us waiting; it is tried again." },
    BOUNCED: { description: "The receiver's mail system refused it for good." },
    COMPLAINED: { description: 'It arrived, and was marked as spam.' },
    FAILED: { description: 'It could not be sent, and is not tried again.' },
    NOT_SENT: { description: 'Its link had expired or was replaced before it could be sent.' },
  },
});

@ObjectType('MailDelivery', { description: 'What became of a mail. Only staff see it.' })
export class MailDeliveryType implements ExplainedDelivery {
  @Field(() => MailStateEnum, { description: 'Where the mail is on its way.' })
  state!: MailState;

  @Field(() => GraphQLDateTime, { description: 'Since when it is there.' })
  at!: Date;

  @Field(() => String, { description: 'In plain words, what that means and what to do.' })
  explanation!: string;
}
