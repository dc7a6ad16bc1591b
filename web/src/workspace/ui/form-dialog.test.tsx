import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { newUser } from '../../testing/user.ts';
import { FormDialog } from './form-dialog.tsx';
import '../testing/dialogs.ts';

function openForm() {
  const close = vi.fn<() => void>();
  render(
    <FormDialog title="Add client" submit="Add" busy={undefined} error={undefined} onSubmit={() => {}} onClose={close}>
      <input aria-label="First name" />
    </FormDialog>,
  );
  const escape = () => fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  return { close, escape, user: newUser() };
}

it('closes at the first Escape when nothing was typed', () => {
  const { close, escape } = openForm();
  escape();
  expect(close).toHaveBeenCalledOnce();
});

it('keeps what was typed at the first Escape, says so, and closes at the second', async () => {
  const { close, escape, user } = openForm();
  await user.type(screen.getByLabelText('First name'), 'Jamie');
  escape();
  expect(close).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toContain('not saved yet');
  expect(screen.getByLabelText<HTMLInputElement>('First name').value).toBe('Jamie');
  escape();
  expect(close).toHaveBeenCalledOnce();
});
