import userEvent from '@testing-library/user-event';

/** Somebody who clicks and types without a pause. */
export const newUser = () => userEvent.setup({ delay: null });
