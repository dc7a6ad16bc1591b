/** The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3, without the angle brackets). */
export const longestEmail = 254;

const shape = /^[^\s@<>()[\]\\,;:"]+@(?:[^\s@.<>()[\]\\,;:"]+\.)+[^\s@.<>()[\]\\,;:"]{2,}$/u;

/**
 * The one rule by which two e-mail addresses are the same: spaces around them and the case of
 * letters do not count, and Unicode is composed (NFC). Everything else does, dots and plus signs
 * included, because only the mail system behind the domain knows whether they matter.
 *
 * @returns the address in the form that is stored and compared, or undefined when the text is no
 * address that mail could go to.
 */
export function parseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  const local = email.slice(0, email.lastIndexOf('@'));
  const wellFormed = email.length <= longestEmail && local.length <= 64 && shape.test(email);
  return wellFormed && !/\p{Cc}|\p{Cf}/u.test(email) ? email : undefined;
}
