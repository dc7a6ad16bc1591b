/** An address with a name before it, as the configuration gives it, in its two parts. */
export function parseSender(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^([^<]*)<([^>]*)>\s*$/.exec(text) ?? [];
  return { name: name.trim(), address: address.trim() };
}

/**
 * A practice's name as it may stand before an address in a mail's From: one line, without the
 * characters that end a name or hide what it says.
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
