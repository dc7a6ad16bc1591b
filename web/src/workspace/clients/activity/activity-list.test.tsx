import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { activityPage } from '../../testing/fixtures.ts';
import { openClientPortal } from '../../testing/open-workspace.tsx';

const entry = (id: number) => ({ id: String(id), summary: `Entry ${id}` });
const lines = () =>
  within(screen.getByRole('region', { name: 'Activity' }))
    .getAllByRole('listitem')
    .map((line) => /Entry \d+/.exec(line.textContent)?.[0]);

it('puts new activity on top by itself and keeps the older that was asked for', async () => {
  let newest = [entry(4), entry(3)];
  const { user, apollo } = openClientPortal({
    ClientActivity: ({ after }) =>
      after === null ? activityPage(newest, 'c3') : activityPage([entry(2), entry(1)], null),
  });
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByText('Entry 1');
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();

  newest = [entry(6), entry(5)];
  await act(() => apollo.refetchQueries({ include: ['ClientActivity'] }));
  await screen.findByText('Entry 6');
  expect(lines()).toEqual([6, 5, 4, 3, 2, 1].map((id) => `Entry ${id}`));
});

it('says what to do once, where the same thing happened again and again', async () => {
  const wrong = (id: string) => ({ id, summary: 'Typed a PIN that did not work', nextStep: 'Read it out once more.' });
  openClientPortal({
    ClientActivity: () => activityPage([wrong('3'), wrong('2'), { ...entry(1), nextStep: 'Ask them to wait.' }], null),
  });
  await screen.findByText('Ask them to wait.');
  expect(screen.getAllByText(/Typed a PIN/)).toHaveLength(2);
  expect(screen.getAllByText('Read it out once more.')).toHaveLength(1);
});
