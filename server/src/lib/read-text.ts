import { badInput } from './fault.ts';

/**
 * Normalizes a line: white space is trimmed and collapsed, Unicode is composed (NFC).
 *
 * @throws Fault BAD_USER_INPUT naming the field when it is empty, too long or holds control characters.
 */
export function readLine(field: string, label: string, typed: string, longest = 100): string {
  const text = typed
    .normalize('NFC')
    .replace(/[\t ]+/g, ' ')
    .trim();
  if (text === '') throw badInput(field, `Please fill in the ${label}.`);
  if ([...text].length > longest) throw badInput(field, `The ${label} can have ${longest} characters at most.`);
  if (/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(text)) {
    throw badInput(field, `The ${label} holds a character that can't be shown. Please type it again.`);
  }
  return text;
}

/** The same for an optional field: null when it is empty. */
export function readOptionalLine(
  field: string,
  label: string,
  typed: string | null | undefined,
  longest = 100,
): string | null {
  return typed === null || typed === undefined || typed.trim() === '' ? null : readLine(field, label, typed, longest);
}
