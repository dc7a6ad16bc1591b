/** Splits the configured sender into name and address. */
export function parseSender(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^([^<]*)<([^>]*)>\s*$/.exec(text) ?? [];
  return { name: name.trim(), address: address.trim() };
}

/**
 * A practice's name, sanitized for a From header: one line, without the characters that end a name or are
 * invisible.
 */
export function safeSenderName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .replace(/["\\<>]/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...plain].slice(0, 70).join('').trim() || 'Client Portal';
}
