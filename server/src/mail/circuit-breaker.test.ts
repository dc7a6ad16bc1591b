import { expect, test } from 'vitest';
import { backoffSeconds } from './delivery-policy.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { TestClock } from './test-support/mail-test-harness.ts';

test('keeps to the mails per second that the service takes', async () => {
  const clock = new TestClock();
  const gate = new CircuitBreaker(2, clock);
  for (let mail = 0; mail < 5; mail += 1) await gate.waitForRate();
  expect(clock.now()).toBe(2000);
});

test('without a limit nobody waits', async () => {
  const clock = new TestClock();
  const gate = new CircuitBreaker(null, clock);
  for (let mail = 0; mail < 5; mail += 1) await gate.waitForRate();
  expect(clock.now()).toBe(0);
});

test('stays closed longer after each failure, up to about a minute, and opens at the first success', () => {
  const clock = new TestClock();
  const gate = new CircuitBreaker(null, clock);
  const pauses: number[] = [];
  for (let failure = 0; failure < 10; failure += 1) {
    pauses.push(gate.recordFailure());
    clock.milliseconds += gate.secondsUntilClosed() * 1000;
  }
  expect(pauses[0]).toBeLessThan(3);
  expect(pauses.at(-1)).toBeGreaterThan(40);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(75);
  gate.recordFailure();
  gate.recordSuccess();
  expect(gate.secondsUntilClosed()).toBe(0);
});

test('several mails that fail at the same moment count as one failure', () => {
  const gate = new CircuitBreaker(null, new TestClock());
  for (let mail = 0; mail < 4; mail += 1) gate.recordFailure();
  expect(gate.failures).toBe(1);
});

test('a mail that got through before the service asked us to wait does not end the wait', () => {
  const clock = new TestClock();
  const gate = new CircuitBreaker(null, clock);
  gate.recordFailure(30);
  gate.recordSuccess();
  expect(gate.secondsUntilClosed()).toBe(30);
  clock.milliseconds += 30_000;
  gate.recordSuccess();
  expect(gate.secondsUntilClosed()).toBe(0);
});

test('waits at least as long as the service asked, but no longer than an hour', () => {
  expect(new CircuitBreaker(null, new TestClock()).recordFailure(30)).toBe(30);
  expect(new CircuitBreaker(null, new TestClock()).recordFailure(1_000_000)).toBe(3600);
});

test('backs off twice as long each time, within a quarter either way', () => {
  expect(backoffSeconds(1, 60, () => 0)).toBe(1.5);
  expect(backoffSeconds(3, 60, () => 0.5)).toBe(8);
  expect(backoffSeconds(30, 60, () => 1)).toBe(75);
});
