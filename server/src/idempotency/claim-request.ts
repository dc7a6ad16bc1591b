import { setTimeout as pause } from 'node:timers/promises';
import { badInput, Fault } from '../lib/fault.ts';
import { idempotencyPolicy } from './idempotency-policy.ts';
import type { Caller, Claim, IdempotencyStore } from './idempotency.store.ts';

/** A claim, when this server is to act; the stored answer, when the request was answered before. */
export type ClaimedRequest = { claim: Claim; answer?: never } | { claim?: never; answer: string };

const field = 'Idempotency-Key';

/**
 * Claims a request under its Idempotency-Key. Of several that arrive at the same time, one is claimed and
 * the others wait for its answer.
 *
 * @throws Fault BAD_USER_INPUT when the key is malformed, was used for another request, or for one that was
 * interrupted; TOO_MANY_REQUESTS when the first one takes too long.
 */
export async function claimRequest(
  { idempotency }: { idempotency: IdempotencyStore },
  caller: Caller,
  key: string,
  request: string,
): Promise<ClaimedRequest> {
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw badInput(field, 'An Idempotency-Key has 1 to 255 printable characters.');
  const until = performance.now() + idempotencyPolicy.waitMs;
  for (let wait = 25; ; wait = Math.min(wait * 2, 400)) {
    const claimed = await idempotency.claim(caller, key, request);
    if (claimed.outcome === 'claimed') return { claim: claimed.claim };
    if (claimed.outcome === 'answered') return { answer: claimed.answer };
    if (claimed.outcome === 'other-request') {
      throw badInput(field, 'This Idempotency-Key was used for another request. Take a new one for each request.');
    }
    if (claimed.outcome === 'unanswered' && claimed.seconds >= idempotencyPolicy.cutOffSeconds) throw cutOff();
    if (performance.now() + wait > until) throw stillWorking();
    await pause(wait);
  }
}

// Nobody can know whether an interrupted request took effect, so it must not run a second time.
const cutOff = () =>
  badInput(
    field,
    'The first request with this Idempotency-Key was cut off before its answer was kept. It may have been carried out: look, and if it was not, send it with a new key.',
  );

const stillWorking = () =>
  new Fault('TOO_MANY_REQUESTS', 'The first request with this Idempotency-Key is still being worked on.', {
    retryAfterSeconds: 2,
  });
