import { expect, test } from 'vitest';
import { nextState } from './delivery-events.ts';
import type { MailState } from './mail.ts';

type Event = Parameters<typeof nextState>[1];

function* orders<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of orders(items.toSpliced(index, 1))) yield [item, ...rest];
}

const end = (start: MailState, events: readonly Event[]): MailState => events.reduce<MailState>(nextState, start);

const stories: [string, Event[], MailState][] = [
  ['an ordinary mail', ['sent', 'delivered'], 'delivered'],
  ['a mail that was kept waiting', ['sent', 'delayed', 'delivered'], 'delivered'],
  ['a mail that was kept waiting for good', ['sent', 'delayed', 'bounced'], 'bounced'],
  ['a mail that was taken and then sent back', ['sent', 'delivered', 'bounced'], 'bounced'],
  ['a mail that was marked as spam', ['sent', 'delayed', 'delivered', 'complained'], 'complained'],
  ['a mail that the service could not send', ['failed'], 'failed'],
];

test.each(stories)(
  '%s ends right, in every order, from every start, and with every event repeated',
  (_what, events, state) => {
    for (const start of ['sending', 'queued', 'sent', 'not-sent'] as const) {
      if (state === 'failed' && start === 'sent') continue;
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
  expect(nextState('failed', 'delivered')).toBe('delivered');
  expect(nextState('not-sent', 'sent')).toBe('sent');
});
