import { expect, test } from 'vitest';
import { backoffSeconds } from './delivery-policy.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { TestClock } from './test-support/mail-test-harness.ts';

test('keeps to the mails per second that the service takes', async () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(2, clock);
  for (let mail = 0; mail < 5; mail += 1) await breaker.waitForRate();
  expect(clock.now()).toBe(2000);
});

test('without a limit nobody waits', async () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(null, clock);
  for (let mail = 0; mail < 5; mail += 1) await breaker.waitForRate();
  expect(clock.now()).toBe(0);
});

test('stays open longer after each mail that fails, up to about a minute, and closes at the first success', () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(null, clock);
  const pauses: number[] = [];
  for (let failure = 0; failure < 10; failure += 1) {
    pauses.push(breaker.recordFailure(`mail-${failure}`));
    clock.milliseconds += breaker.secondsUntilClosed() * 1000;
  }
  expect(pauses[0]).toBeLessThan(3);
  expect(pauses.at(-1)).toBeGreaterThan(40);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(75);
  breaker.recordFailure('another');
  breaker.recordSuccess();
  expect(breaker.secondsUntilClosed()).toBe(0);
});

test('several mails that fail at the same moment count as one failure', () => {
  const breaker = new CircuitBreaker(null, new TestClock());
  for (let mail = 0; mail < 4; mail += 1) breaker.recordFailure(`mail-${mail}`);
  expect(breaker.failures).toBe(1);
});

test('a mail that got through before the service asked us to wait does not end the wait', () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(null, clock);
  breaker.recordFailure('mail', 30);
  breaker.recordSuccess();
  expect(breaker.secondsUntilClosed()).toBe(30);
  clock.milliseconds += 30_000;
  breaker.recordSuccess();
  expect(breaker.secondsUntilClosed()).toBe(0);
});

test('waits at least as long as the service asked, but no longer than an hour', () => {
  expect(new CircuitBreaker(null, new TestClock()).recordFailure('mail', 30)).toBe(30);
  expect(new CircuitBreaker(null, new TestClock()).recordFailure('mail', 1_000_000)).toBe(3600);
});

test('one mail that fails again and again does not lengthen the pause', () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(null, clock);
  for (let failure = 0; failure < 10; failure += 1) {
    breaker.recordFailure('broken');
    clock.milliseconds += breaker.secondsUntilClosed() * 1000;
  }
  expect(breaker.failures).toBe(1);
});

test('after a failure one mail at a time finds out whether the service is back', () => {
  const clock = new TestClock();
  const breaker = new CircuitBreaker(null, clock);
  expect(breaker.admit(12)).toBe(12);
  breaker.recordFailure('mail');
  expect(breaker.admit(12)).toBe(0);
  clock.milliseconds += 3000;
  expect([breaker.admit(12), breaker.admit(12)]).toEqual([1, 0]);
  breaker.endProbe();
  expect(breaker.admit(12)).toBe(1);
  breaker.recordSuccess();
  expect(breaker.admit(12)).toBe(12);
});

test('backs off twice as long each time, within a quarter either way', () => {
  expect(backoffSeconds(1, 60, () => 0)).toBe(1.5);
  expect(backoffSeconds(3, 60, () => 0.5)).toBe(8);
  expect(backoffSeconds(30, 60, () => 1)).toBe(75);
});
