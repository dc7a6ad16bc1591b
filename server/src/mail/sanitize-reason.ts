/**
 * What another system said, as it may be kept and logged: one line, at most 300 characters, and of
 * any address in it only the domain.
 */
export function sanitizeReason(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[^\s@<>"'()[\]:;,=]+@(?=[^\s@]+)/gu, '…@')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 300);
}
