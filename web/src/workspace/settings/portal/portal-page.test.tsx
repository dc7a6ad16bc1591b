import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { editedMeanwhile, owner } from '../../testing/fixtures.ts';
import { openWorkspace } from '../../testing/open-workspace.tsx';

const { practice } = owner;
const addressField = async () => screen.findByRole('textbox', { name: 'Portal address' });

test('saving Portal sends the rest of the settings as it is saved', async () => {
  const { user, requestsOf } = openWorkspace('/settings/portal', {
    PracticeDetails: () => ({ practice }),
    UpdatePractice: () => ({ updatePractice: { ...practice, version: 4, slug: 'harbor-north' } }),
  });
  await user.clear(await addressField());
  await user.type(await addressField(), 'harbor-north');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Portal saved.');
  expect(requestsOf('UpdatePractice')[0]?.variables).toEqual({
    input: expect.objectContaining({ version: 3, slug: 'harbor-north', name: practice.name, phone: practice.phone }),
  });
});

test('what someone else saved on another page meanwhile is kept, and nobody has to decide anything', async () => {
  let saved = practice;
  const { user, requestsOf } = openWorkspace('/settings/portal', {
    PracticeDetails: () => ({ practice: saved }),
    UpdatePractice: ({ input }) => {
      const { version, slug } = input as { version: number; slug: string };
      if (version === 3) {
        saved = { ...practice, version: 4, name: 'Harbor North' };
        return { updatePractice: editedMeanwhile(4) };
      }
      return { updatePractice: { ...saved, version: 5, slug } };
    },
  });
  await user.clear(await addressField());
  await user.type(await addressField(), 'harbor-north');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Portal saved.');
  expect(requestsOf('UpdatePractice').at(-1)?.variables).toEqual({
    input: expect.objectContaining({ version: 4, slug: 'harbor-north', name: 'Harbor North' }),
  });
});

test('when both changed the same, the person decides', async () => {
  let saved = practice;
  const { user, requestsOf } = openWorkspace('/settings/portal', {
    PracticeDetails: () => ({ practice: saved }),
    UpdatePractice: () => {
      saved = { ...practice, version: 4, slug: 'harbor-south' };
      return { updatePractice: editedMeanwhile(4) };
    },
  });
  await user.clear(await addressField());
  await user.type(await addressField(), 'harbor-north');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('saved: harbor-south · yours: harbor-north');
  expect(requestsOf('UpdatePractice')).toHaveLength(1);
});
