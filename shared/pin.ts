/** How many digits a PIN has. */
export const pinLength = 6;

/**
 * Reads a PIN as people type and paste it: spaces and dashes between the digits do not count, and
 * full-width digits count as digits.
 *
 * @returns six ASCII digits, or undefined when the text holds anything else.
 */
export function parsePin(text: string): string | undefined {
  const digits = text.replace(/[\s\p{Pd}.]/gu, '').normalize('NFKC');
  return new RegExp(`^[0-9]{${pinLength}}$`).test(digits) ? digits : undefined;
}
