import { parseEmail } from '@porchlight/shared/email.ts';
import { badInput } from './fault.ts';

/**
 * Normalizes an address for comparison and storage.
 *
 * @throws Fault BAD_USER_INPUT when mail could never go there; that is judged by the text alone, before any look-up.
 */
export function readEmail(typed: string): string {
  const email = parseEmail(typed);
  if (!email) throw badInput('email', 'That does not look like an e-mail address. Please check it for typos.');
  return email;
}
