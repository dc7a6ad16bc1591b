import type { Queue } from '../db/poller.ts';
import { deliverMail, type DeliverMailDependencies } from './deliver-mail.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import type { ClaimedMail, MailQueueStore, SettledMail } from './mail-queue.store.ts';
import type { MailLane } from './mail-queue.sql.ts';

/** The two queues of mails: those that a person waits for have three quarters of the capacity, invitations the rest. */
export function mailQueues(dependencies: DeliverMailDependencies & { mailQueue: MailQueueStore }): Queue[] {
  const { atOnce } = dependencies.transport;
  return [
    mailQueue(dependencies, 'awaited', Math.max(2, Math.floor(atOnce * 0.75))),
    mailQueue(dependencies, 'invitations', Math.max(2, Math.floor(atOnce * 0.25))),
  ];
}

function mailQueue(
  dependencies: DeliverMailDependencies & { mailQueue: MailQueueStore },
  lane: MailLane,
  atOnce: number,
): Queue<ClaimedMail, SettledMail> {
  const { mailQueue: store, breaker, transport } = dependencies;
  return {
    name: lane === 'awaited' ? 'mail' : 'invitation mail',
    pollSeconds: lane === 'awaited' ? 0.1 : 0.5,
    practicesAtOnce: Math.min(4, atOnce),
    rowsPerClaim: Math.ceil(atOnce / 2),
    rowsAtOnce: atOnce,
    discover: async (after) => (breaker.secondsUntilClosed() > 0 ? [] : store.discover(lane, after)),
    async claim({ practiceId }, most) {
      const admitted = breaker.admit(most);
      if (admitted === 0) return [];
      const mails = await store.claim(lane, practiceId, admitted, deliveryPolicy.leaseSeconds);
      if (mails.length === 0) breaker.endProbe();
      return mails;
    },
    do: (mail) => deliverMail(dependencies, mail),
    async settle(practiceId, done) {
      await store.settle(practiceId, transport.name, done);
    },
  };
}
