import type { Logger } from 'pino';
import { Poller, type Queue } from '../db/poller.ts';
import { scheduledTaskQueue } from '../db/scheduled-tasks.ts';
import { importQueue } from '../imports/run-import.poller.ts';
import { invitationBatchQueue } from '../invitations/send-batch.poller.ts';
import type { Config } from '../lib/config.ts';
import { CircuitBreaker } from '../mail/circuit-breaker.ts';
import type { DeliverMailDependencies } from '../mail/deliver-mail.ts';
import type { MailTransport } from '../mail/mail-transport.ts';
import { mailQueues } from '../mail/mail.poller.ts';
import type { Mail } from '../mail/mail.ts';
import { type LinkKind, linkToken } from '../sign-in/link/link-token.ts';
import { signInRequestQueue } from '../sign-in/link/sign-in-requests.poller.ts';
import { staffLinkRequestQueue } from '../sign-in/staff/staff-link-requests.poller.ts';
import { webhookDeliveryQueue, webhookEventQueue } from '../webhooks/webhooks.poller.ts';
import { scheduledTasks } from './housekeeping.ts';
import type { Stores } from './stores.ts';

interface Parts {
  config: Config;
  stores: Stores;
  transport: MailTransport;
  logger: Logger;
}

/** Every queue of the background work. */
export function queuesOf(parts: Parts): Queue[] {
  const { stores, logger } = parts;
  const dependencies = { ...stores, logger };
  return [
    signInRequestQueue(dependencies),
    staffLinkRequestQueue(dependencies),
    ...mailQueues({ ...dependencies, ...mailDependencies(parts) }),
    importQueue(stores),
    invitationBatchQueue({ ...stores, logger }),
    webhookEventQueue(stores),
    webhookDeliveryQueue(dependencies),
    scheduledTaskQueue(stores.database, scheduledTasks(stores), logger),
  ];
}

/** Starts the background work of this process. */
export const startPoller = (parts: Parts): Poller => new Poller(queuesOf(parts), parts.logger);

/** How mails get their links, from the slices that queue them. */
function mailDependencies({ config, stores, transport, logger }: Parts): DeliverMailDependencies {
  const { publicOrigin } = config;
  return {
    transport,
    breaker: new CircuitBreaker(transport.perSecond),
    from: config.mail.from,
    logger,
    portalUrl: (slug: string) => `${publicOrigin}/${slug}`,
    /** The token is in the fragment, which no server and no referrer gets. */
    linkFor(mail: Mail): string {
      const kind = linkKindOf[mail.kind];
      if (!kind || mail.linkId === null) throw new Error(`a mail of the kind ${mail.kind} carries no link`);
      const token = linkToken(stores.linkHash, { kind, practiceId: mail.practiceId, id: mail.linkId });
      return `${publicOrigin}/${kind === 'staff' ? 'staff' : mail.facts.slug}/link#${token}`;
    },
  };
}

const linkKindOf: Readonly<Partial<Record<Mail['kind'], LinkKind>>> = {
  'sign-in-link': 'sign-in',
  invitation: 'invitation',
  'staff-sign-in-link': 'staff',
};
