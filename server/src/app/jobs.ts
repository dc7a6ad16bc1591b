import type { Logger } from 'pino';
import type { JobKind, JobWork } from '../db/job-queue.ts';
import { noteSignInsKind, noteSignInsWork } from '../clients/note-sign-ins.job.ts';
import type { Config } from '../lib/config.ts';
import { mailJobs, mailWork } from '../mail/deliver-mail.job.ts';
import type { MailTransport } from '../mail/mail-transport.ts';
import type { Mail } from '../mail/mail.ts';
import { CircuitBreaker } from '../mail/circuit-breaker.ts';
import { purgeKind, purgeWork } from './housekeeping.ts';
import { type LinkKind, linkToken } from '../sign-in/link/link-token.ts';
import { sendStaffSignInLinkWork } from '../sign-in/staff/answer-staff-link-requests.job.ts';
import { sendStaffSignInLinkKind } from '../sign-in/staff/staff-link-request.store.ts';
import type { Stores } from './stores.ts';

/** Every kind of job there is. */
export const jobKinds: readonly JobKind<object>[] = [sendStaffSignInLinkKind, purgeKind, noteSignInsKind, ...mailJobs];

/** Works every kind of job off in this process from now on. */
export async function startJobs(parts: {
  config: Config;
  stores: Stores;
  transport: MailTransport;
  logger: Logger;
}): Promise<void> {
  const { stores } = parts;
  const works: JobWork<object>[] = [
    sendStaffSignInLinkWork(stores),
    purgeWork(stores),
    noteSignInsWork(stores),
    ...mailWork(mailDependencies(parts)),
  ];
  for (const work of works) await stores.jobs.work(work);
}

/** What mail asks of the slices that write mails. */
function mailDependencies({ config, stores, transport, logger }: Parameters<typeof startJobs>[0]) {
  const { publicOrigin } = config;
  return {
    mails: stores.mails,
    transport,
    gate: new CircuitBreaker(transport.perSecond),
    from: config.mail.from,
    logger,
    portalUrl: (slug: string) => `${publicOrigin}/${slug}`,
    isStillWanted: async ({ practiceId, linkId }: Mail) =>
      linkId === null || (await stores.signInLinks.isLive(practiceId, linkId)),
    /** The token rides in the fragment, which no server and no referrer ever sees. */
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
