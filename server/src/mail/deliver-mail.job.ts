import type { JobKind, JobWork } from '../db/job-queue.ts';
import { deliverMailKind, someoneWaits } from './deliver-mail.kind.ts';
import { deliverMail, type DeliverMailDependencies } from './deliver-mail.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import type { MailStore } from './mail.store.ts';
import type { MailRef } from './mail.ts';

const sweepMailKind: JobKind<object> = {
  queue: 'sweep-mail',
  options: { expireInSeconds: 30, retryLimit: 0, deleteAfterSeconds: 3600 },
};

const purgeMailKind: JobKind<object> = {
  queue: 'purge-mail',
  options: { expireInSeconds: 300, retryLimit: 2, retryDelay: 60, deleteAfterSeconds: 86_400 },
};

/** The kinds of job whose queues mail needs open. */
export const mailJobs: readonly JobKind<object>[] = [deliverMailKind, sweepMailKind, purgeMailKind];

/** Everything this process does about mail in the background. */
export function mailWork(dependencies: DeliverMailDependencies): JobWork<object>[] {
  // A nudge wakes the worker of a queue that was opened last, and that is to be the one for mails that someone waits for.
  return [
    deliverAnyMail(dependencies),
    sweepMail(dependencies.mails),
    purgeMail(dependencies.mails),
    deliverAwaitedMail(dependencies),
  ];
}

/** Delivers the mails that someone is waiting for. A slow one holds up no other, and invitations hold up none. */
function deliverAwaitedMail(dependencies: DeliverMailDependencies): JobWork<MailRef> {
  return deliver(dependencies, { localConcurrency: 3, batchSize: 8, minPriority: someoneWaits });
}

// The fewer at once, the sooner a mail that someone waits for gets its turn at a service that takes few in a second.
function deliverAnyMail(dependencies: DeliverMailDependencies): JobWork<MailRef> {
  return deliver(dependencies, { localConcurrency: 1, batchSize: 2 });
}

function deliver(dependencies: DeliverMailDependencies, options: JobWork<MailRef>['options']): JobWork<MailRef> {
  return {
    kind: deliverMailKind,
    // A backlog is worked off without a pause; only a queue that is empty is looked at no more than once a second.
    options: { pollingIntervalSeconds: 1, burstWhenBatchFull: true, ...options },
    async handle(jobs) {
      await Promise.all(jobs.map((job) => deliverMail(dependencies, job.data)));
    },
  };
}

/** Every minute: no mail is left behind, whatever became of its server or its job. */
function sweepMail(mails: MailStore): JobWork<object> {
  return {
    kind: sweepMailKind,
    options: { pollingIntervalSeconds: 10 },
    schedule: '* * * * *',
    async handle() {
      await mails.wakeStranded({
        sendingSeconds: deliveryPolicy.strandedSendingSeconds,
        queuedSeconds: deliveryPolicy.strandedQueuedSeconds,
      });
    },
  };
}

function purgeMail(mails: MailStore): JobWork<object> {
  return {
    kind: purgeMailKind,
    options: { pollingIntervalSeconds: 60 },
    schedule: '40 3 * * *',
    async handle() {
      await mails.purgeOld(deliveryPolicy.keepDays);
    },
  };
}
