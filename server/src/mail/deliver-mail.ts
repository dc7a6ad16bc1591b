import { parseEmail } from '@porchlight/shared/email.ts';
import type { Logger } from 'pino';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { backoffSeconds, deliveryPolicy } from './delivery-policy.ts';
import { sanitizeReason } from './sanitize-reason.ts';
import type { ClaimedMail, SettledMail } from './mail-queue.store.ts';
import type { MailMessage, MailTransport, SendOutcome, TemporaryFailure } from './mail-transport.ts';
import { interruptedReason, type Mail } from './mail.ts';
import { renderMail } from './render-mail.ts';
import { parseSender, safeSenderName } from './sender-name.ts';

/** The dependencies of delivery. */
export interface DeliverMailDependencies {
  transport: MailTransport;
  breaker: CircuitBreaker;
  /** The configured sender; a practice's mail name replaces its name. */
  from: string;
  /** Makes the mail's link with its token, when the mail is sent. Not called for `address-changed`. */
  linkFor(mail: Mail): string;
  /** The full URL of a practice's portal. */
  portalUrl(slug: string): string;
  logger: Logger;
}

/** Sends a claimed mail. @returns the result, also when sending throws */
export async function deliverMail(dependencies: DeliverMailDependencies, mail: ClaimedMail): Promise<SettledMail> {
  const settled = await deliver(dependencies, mail).catch((error: unknown) => {
    dependencies.logger.error({ err: error, mail: mail.id }, 'delivering a mail met an error');
    return tryAgain(mail, ownPause(mail, true), 'an error of our own');
  });
  dependencies.breaker.endProbe();
  log(dependencies.logger, settled);
  return settled;
}

async function deliver(dependencies: DeliverMailDependencies, mail: ClaimedMail): Promise<SettledMail> {
  const { breaker, transport } = dependencies;
  if (mail.linkState !== 'live') return endWithoutLink(mail);
  if (parseEmail(mail.to) !== mail.to) return end(mail, 'failed', 'not an address that mail could go to');
  const message = await writeMessage(dependencies, mail);
  await breaker.waitForRate();
  // Other mails may have opened the breaker while this one waited.
  const openFor = breaker.secondsUntilClosed();
  if (openFor > 0) return { ...tryAgain(mail, openFor, mail.reason), tried: false };
  return settle(breaker, mail, await sendInTime(transport, mail, message));
}

/** The state of a mail whose link is over: delivered when the link was used; otherwise an unfinished try may have arrived. */
function endWithoutLink(mail: ClaimedMail): SettledMail {
  if (mail.linkState === 'redeemed') return end(mail, 'delivered', null);
  const interrupted = mail.attempts > 1 && mail.reason === null;
  return { ...end(mail, 'not-sent', interrupted ? interruptedReason : null), tried: false };
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

async function sendInTime(transport: MailTransport, mail: ClaimedMail, message: MailMessage): Promise<SendOutcome> {
  const tooLate = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<TemporaryFailure>((resolve) => {
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

function settle(breaker: CircuitBreaker, mail: ClaimedMail, result: SendOutcome): SettledMail {
  if (result.outcome === 'try-later') return settleLater(breaker, mail, result);
  breaker.recordSuccess();
  if (result.outcome === 'refused') return end(mail, result.as, result.reason);
  return { ...end(mail, result.delivered ? 'delivered' : 'sent', null), providerId: result.providerId };
}

function settleLater(breaker: CircuitBreaker, mail: ClaimedMail, result: TemporaryFailure): SettledMail {
  const { reason, retryAfterSeconds } = result;
  if (result.holds === 'mail') breaker.recordSuccess();
  const isAboutMail =
    result.holds === 'mail' ||
    (mail.attempts > deliveryPolicy.triesBeforeAside && breaker.works && retryAfterSeconds === undefined);
  const pause = isAboutMail ? (retryAfterSeconds ?? 0) : breaker.recordFailure(mail.id, retryAfterSeconds);
  return tryAgain(mail, Math.max(pause, ownPause(mail, isAboutMail)), reason);
}

/** A mail that fails for reasons of its own steps aside for longer and longer; one that met an outage, for a minute at most. */
const ownPause = ({ attempts }: ClaimedMail, isAboutMail: boolean): number =>
  backoffSeconds(attempts, isAboutMail ? deliveryPolicy.longestMailPause : deliveryPolicy.longestServicePause);

function tryAgain(mail: ClaimedMail, pauseSeconds: number, why: string | null): SettledMail {
  if (mail.ageSeconds > deliveryPolicy.giveUpSeconds) return end(mail, 'failed', why);
  return { mail, state: 'queued', reason: why && sanitizeReason(why), providerId: null, pauseSeconds, tried: true };
}

const end = (mail: ClaimedMail, state: Exclude<SettledMail['state'], 'queued'>, why: string | null): SettledMail => ({
  mail,
  state,
  reason: why && sanitizeReason(why),
  providerId: null,
  pauseSeconds: 0,
  tried: true,
});

function log(logger: Logger, { mail, state, reason, pauseSeconds, tried }: SettledMail): void {
  const facts = { mail: mail.id, kind: mail.kind, attempts: mail.attempts, reason };
  if (state !== 'queued') logger.info({ ...facts, state }, 'mail came to its end');
  else if (tried) logger.warn({ ...facts, seconds: pauseSeconds }, 'mail is tried again later');
}
