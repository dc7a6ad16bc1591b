import { setTimeout as pause } from 'node:timers/promises';
import { badInput, Fault } from '../lib/fault.ts';
import { idempotencyPolicy } from './idempotency-policy.ts';
import type { Caller, Claim, IdempotencyStore } from './idempotency.store.ts';

/** Either it is ours to act, or it was answered before. */
export type Turn = { claim: Claim; answer?: never } | { claim?: never; answer: string };

const field = 'Idempotency-Key';

/**
 * Claims a request under the key that its sender gave it. Of any number that arrive at the same time,
 * one acts, and the others wait for its answer.
 *
 * @throws Fault BAD_USER_INPUT when the key does not make sense, was used for another request, or for one that was cut
 * off; TOO_MANY_REQUESTS when the first one takes longer than is worth waiting for.
 */
export async function claimRequest(
  { idempotency }: { idempotency: IdempotencyStore },
  caller: Caller,
  key: string,
  request: string,
): Promise<Turn> {
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

// Whether it acted can't be known any more, and acting twice is the one thing that was promised not to happen.
const cutOff = () =>
  badInput(
    field,
    'The first request with this Idempotency-Key was cut off before its answer was kept. It may have been carried out: look, and if it was not, send it with a new key.',
  );

const stillWorking = () =>
  new Fault('TOO_MANY_REQUESTS', 'The first request with this Idempotency-Key is still being worked on.', {
    retryAfterSeconds: 2,
  });
