// Every expression here runs over text that strangers write, so each is linear: the look behind lets only the
// beginning of a run be tried.

const apiKeyOrWebhookSecret = /plk_\w+|whsec_[\w+/=%-]+/g;

// 32 random bytes take 43 characters; the longest name that is none, a portal address, has 40. Of a link's token, what
// comes before its 43rd character names the link and is no secret.
const longRandomText = /(?<![\w-])[\w-]{43,}/g;

const at = /@|%(?:25)*40/;

/** An e-mail address: its first character, the rest, and the domain; in a URL, @ is %40 (or %2540). */
const email = (() => {
  const local = String.raw`[^\s"'<>(),;:\\=/&?]`;
  const label = String.raw`(?:[\p{L}\p{N}-]|%(?!(?:25)*40)[\da-f]{2})+`;
  // The last part of a domain is no number, as that of a package's version is.
  const domain = String.raw`${label}(?:\.${label})*\.\p{L}[\p{L}\p{N}-]*`;
  return new RegExp(`(?<!${local})(${local})${local}*(?:${at.source})(${domain})`, 'giu');
})();

/**
 * Masks, by their form, the tokens of links, the texts of sessions, API keys, webhook secrets and full e-mail
 * addresses, percent-encoded ones included. Of an address, its first character and its domain are left.
 */
export function maskSecrets(text: string): string {
  const withoutSecrets = text.replace(apiKeyOrWebhookSecret, '[secret]').replace(longRandomText, '[secret]');
  // Looking for addresses costs as much as writing a line of the log, and most lines cannot hold one.
  return at.test(withoutSecrets) ? withoutSecrets.replace(email, '$1•••@$2') : withoutSecrets;
}
