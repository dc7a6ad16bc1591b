/** What an input for someone else's address needs: no autofill, no correction, the keyboard with an @. */
export const emailInput = {
  type: 'email',
  inputMode: 'email',
  autoComplete: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  required: true,
} as const;

export const malformedEmail = 'That does not look like an e-mail address. Check it for typos.';
