import { parseEmail } from '@porchlight/shared/email.ts';
import { isUniqueViolation } from '../db/database.ts';
import { backoffSeconds, deliveryPolicy } from './delivery-policy.ts';
import { machineReason } from './machine-reason.ts';
import type { MailMessage, MailTransport, SendOutcome, TryLater } from './mail-transport.ts';
import type { ClaimedMail, MailStore } from './mail.store.ts';
import type { Mail, MailRef } from './mail.ts';
import { renderMail } from './render-mail.ts';
import { parseSender, safeSenderName } from './sender-name.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { type StateListener, tellState } from './tell-state.ts';

/** What delivering a mail needs; what the mail is about is asked of whoever wrote it. */
export interface DeliverMailDependencies extends StateListener {
  mails: MailStore;
  transport: MailTransport;
  gate: CircuitBreaker;
  /** The configured sender; a practice's mail name replaces its name. */
  from: string;
  /** The link that the mail carries, token and all, made at the moment of sending. Not asked for `address-changed`. */
  linkFor(mail: Mail): string;
  /** The practice's portal address, in full. */
  portalUrl(slug: string): string;
  /** Asked once the mail is in hand: false when its link expired or was replaced while it waited. */
  isStillWanted(mail: Mail): Promise<boolean>;
}

/**
 * Delivers one mail, and before it those of the practice that have waited longer. Whatever happens,
 * each ends in a state, or goes back to the queue together with its next job.
 */
export async function deliverMail(dependencies: DeliverMailDependencies, ref: MailRef): Promise<void> {
  const { mails, gate } = dependencies;
  const makeRoomAt = performance.now() + deliveryPolicy.jobSeconds * 1000;
  for (;;) {
    if (gate.secondsUntilClosed() === 0) await gate.waitForRate();
    // Others may have met an outage while this one waited for its turn.
    const closedFor = gate.secondsUntilClosed();
    if (closedFor > 0) return mails.postpone(ref, closedFor);
    const mail = await claim(mails, ref);
    if (!mail) return mails.postpone(ref, deliveryPolicy.busySeconds);
    await deliverClaimed(dependencies, mail);
    if (mail.id === ref.mailId) return;
    if (performance.now() > makeRoomAt) return mails.postpone(ref, 0);
  }
}

async function claim(mails: MailStore, ref: MailRef): Promise<ClaimedMail | undefined> {
  try {
    return await mails.claim(ref, deliveryPolicy.leaseSeconds);
  } catch (error) {
    // Two servers took up mails to one address in the same moment; the other one was first.
    if (isUniqueViolation(error, 'mail_sending')) return undefined;
    throw error;
  }
}

async function deliverClaimed(dependencies: DeliverMailDependencies, mail: ClaimedMail): Promise<void> {
  try {
    if (!(await dependencies.isStillWanted(mail))) return await end(dependencies, mail, 'not-sent', null);
    if (parseEmail(mail.to) !== mail.to)
      return await end(dependencies, mail, 'failed', 'not an address that mail could go to');
    const message = await writeMessage(dependencies, mail);
    await settle(dependencies, mail, await handOver(dependencies.transport, mail, message));
  } catch (error) {
    dependencies.logger.error({ err: error, mail: mail.id }, 'delivering a mail met an error; it is tried again');
    await retry(
      dependencies,
      mail,
      backoffSeconds(mail.attempts, deliveryPolicy.longestMailPause),
      'an error of our own',
    );
  }
}

async function writeMessage(dependencies: DeliverMailDependencies, mail: ClaimedMail): Promise<MailMessage> {
  const link = mail.kind === 'address-changed' ? null : dependencies.linkFor(mail);
  const written = await renderMail(mail.kind, mail.facts, { link, portalUrl: dependencies.portalUrl(mail.facts.slug) });
  return {
    ...written,
    from: { name: safeSenderName(mail.facts.mailName), address: parseSender(dependencies.from).address },
    to: mail.to,
    tags: { practice: mail.practiceId, mail: mail.id },
  };
}

async function handOver(transport: MailTransport, mail: ClaimedMail, message: MailMessage): Promise<SendOutcome> {
  const tooLate = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<TryLater>((resolve) => {
    timer = setTimeout(() => {
      tooLate.abort();
      resolve({ outcome: 'try-later', holds: 'service', reason: 'the mail service did not answer in time' });
    }, transport.timeoutMs);
  });
  try {
    const { signal } = tooLate;
    return await Promise.race([transport.send(message, { idempotencyKey: mail.id, signal }), timedOut]);
  } finally {
    // Else every mail of the last seconds would be kept, only to be called too late.
    clearTimeout(timer);
  }
}

async function settle(dependencies: DeliverMailDependencies, mail: ClaimedMail, result: SendOutcome): Promise<void> {
  const { mails, transport, gate, logger } = dependencies;
  if (result.outcome === 'try-later') return settleLater(dependencies, mail, result);
  gate.recordSuccess();
  if (result.outcome === 'refused') return end(dependencies, mail, result.as, machineReason(result.reason));
  const state = await mails.markSent(mail, {
    state: result.delivered ? 'delivered' : 'sent',
    provider: transport.name,
    providerId: result.providerId,
  });
  if (!state) return;
  logger.info({ mail: mail.id, kind: mail.kind, state, attempts: mail.attempts }, 'mail handed over');
  await tellState(dependencies, mail, state);
}

async function settleLater(dependencies: DeliverMailDependencies, mail: ClaimedMail, result: TryLater): Promise<void> {
  const { gate } = dependencies;
  const ownPause = backoffSeconds(mail.attempts, deliveryPolicy.longestMailPause);
  if (result.holds === 'mail') {
    gate.recordSuccess();
    return retry(dependencies, mail, Math.max(ownPause, result.retryAfterSeconds ?? 0), result.reason);
  }
  const pause = gate.recordFailure(result.retryAfterSeconds);
  // A mail that failed more often than the service did in a row fails for reasons of its own.
  const seconds = mail.attempts > gate.failures ? Math.max(pause, ownPause) : pause;
  await retry(dependencies, mail, seconds, result.reason);
}

async function retry(
  dependencies: DeliverMailDependencies,
  mail: ClaimedMail,
  seconds: number,
  why: string,
): Promise<void> {
  const reason = machineReason(why);
  if (mail.ageSeconds > deliveryPolicy.giveUpSeconds) return end(dependencies, mail, 'failed', reason);
  await dependencies.mails.putBack(mail, seconds, reason);
  dependencies.logger.warn(
    { mail: mail.id, kind: mail.kind, attempts: mail.attempts, seconds, reason },
    'mail is tried again later',
  );
}

async function end(
  dependencies: DeliverMailDependencies,
  mail: ClaimedMail,
  state: 'bounced' | 'failed' | 'not-sent',
  reason: string | null,
): Promise<void> {
  const ended = await dependencies.mails.markEnded(mail, { state, provider: dependencies.transport.name, reason });
  if (!ended) return;
  dependencies.logger.info(
    { mail: mail.id, kind: mail.kind, state, attempts: mail.attempts, reason },
    'mail came to its end',
  );
  await tellState(dependencies, mail, state);
}
