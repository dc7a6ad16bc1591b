/**
 * Sanitizes another system's message for the database and the log: one line, at most 300 characters, and only the
 * domain of any address.
 */
export function sanitizeReason(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      // The look behind keeps it linear: of a long word, only the beginning is tried.
      .replace(/(?<![^\s@<>"'()[\]:;,=])[^\s@<>"'()[\]:;,=]+@(?=[^\s@])/gu, '…@')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 300)
  );
}
