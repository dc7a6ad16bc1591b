import { expect, test } from 'vitest';
import { changesState } from './delivery-events.ts';
import type { MailState } from './mail.ts';

type Event = Parameters<typeof changesState>[1];

interface Seen {
  state: MailState;
  sentAt: Date | null;
}

function* orders<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of orders(items.toSpliced(index, 1))) yield [item, ...rest];
}

const taken = new Date('2026-11-03T19:14:03Z');

/** Where a mail was before any event, and whether the service was known to have taken it. */
const starts: readonly Seen[] = [
  { state: 'queued', sentAt: null },
  { state: 'not-sent', sentAt: null },
  { state: 'failed', sentAt: null },
  { state: 'sent', sentAt: taken },
];

const end = (start: Seen, events: readonly Event[]): MailState =>
  events.reduce<Seen>((mail, state) => (changesState(mail, state) ? { state, sentAt: taken } : mail), start).state;

const stories: [string, Event[], MailState][] = [
  ['an ordinary mail', ['sent', 'delivered'], 'delivered'],
  ['a mail that was kept waiting', ['sent', 'delayed', 'delivered'], 'delivered'],
  ['a mail that was kept waiting for good', ['sent', 'delayed', 'bounced'], 'bounced'],
  ['a mail that was taken and then sent back', ['sent', 'delivered', 'bounced'], 'bounced'],
  ['a mail that was marked as spam', ['sent', 'delayed', 'delivered', 'complained'], 'complained'],
  ['a mail that the service took and could not send', ['sent', 'failed'], 'failed'],
  ['a mail that the service failed to send, and then did', ['sent', 'failed', 'delivered'], 'delivered'],
];

test.each(stories)(
  '%s ends right, in every order, from every start, and with every event repeated',
  (_what, events, state) => {
    for (const start of starts) {
      for (const order of orders(events)) {
        expect(end(start, order)).toBe(state);
        expect(end(start, [...order, ...order])).toBe(state);
        expect(
          end(
            start,
            order.flatMap((event) => [event, event]),
          ),
        ).toBe(state);
      }
    }
  },
);

test('a mail that we believed lost and that arrived after all has arrived', () => {
  expect(end({ state: 'failed', sentAt: null }, ['sent', 'delivered'])).toBe('delivered');
  expect(end({ state: 'not-sent', sentAt: null }, ['sent'])).toBe('sent');
});
