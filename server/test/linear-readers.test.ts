import { expect, test } from 'vitest';
import { parseEmail } from '@porchlight/shared/email.ts';
import { suggestAddress } from '@porchlight/shared/mistyped-domain.ts';
import { parsePin } from '@porchlight/shared/pin.ts';
import { isPortalAddress } from '@porchlight/shared/portal-address.ts';
import { readApiKeyToken } from '../src/api-keys/api-key-token.ts';
import { searchPatterns, searchWords } from '../src/clients/search-words.ts';
import { loggedPath } from '../src/http/app.ts';
import { withoutSuggestion } from '../src/http/graphql-errors.ts';
import { networkOf } from '../src/http/limits.ts';
import { guessMapping } from '../src/imports/import-columns.ts';
import { readCsv } from '../src/imports/read-csv.ts';
import { csvLine, unescapeFormulas } from '../src/lib/csv.ts';
import { KeyedHash } from '../src/lib/keyed-hash.ts';
import { Fault } from '../src/lib/fault.ts';
import { readPhone } from '../src/lib/phone.ts';
import { readSessionToken } from '../src/sessions/session-token.ts';
import { readLinkToken } from '../src/sign-in/link/link-token.ts';
import { testKeys } from './product.ts';
import { deviceName } from '../src/lib/device-name.ts';
import { escapeHtml } from '../src/lib/escape-html.ts';
import { escapeLike } from '../src/lib/escape-like.ts';
import { maskEmail } from '../src/lib/mask-email.ts';
import { maskSecrets } from '../src/lib/mask-secrets.ts';
import { readLine } from '../src/lib/read-text.ts';
import { sanitizeReason } from '../src/mail/sanitize-reason.ts';
import { safeSenderName } from '../src/mail/sender-name.ts';

/** 64 KB, which is more than a header, and as much as a body or a cell may hold. */
const size = 64 * 1024;

/** A text that begins so, is filled up with the repeated part, and ends so. */
const worst =
  (repeated: string, begin = '', end = '') =>
  (length: number) =>
    begin + repeated.repeat(Math.floor((length - begin.length - end.length) / repeated.length)) + end;

const refusal = (read: (text: string) => unknown) => async (text: string) => {
  try {
    return await read(text);
  } catch (error) {
    return error instanceof Fault ? error.code : error;
  }
};

const refused = () => 'BAD_USER_INPUT';
const none = () => undefined;
const same = (text: string) => text;

type Read = (text: string) => unknown;

/** Every reader that meets text from outside, a text that is the worst for it, and the right result. */
const readers: [reader: string, read: Read, text: (length: number) => string, result: (text: string) => unknown][] = [
  ['the mask of the log, in @', maskSecrets, worst('a@'), same],
  ['the mask of the log, in encoded @', maskSecrets, worst('%40'), same],
  ['the mask of the log, in twice encoded @', maskSecrets, worst('25', '%', '@'), () => '%[secret]@'],
  ['the mask of the log, in addresses that end in a number', maskSecrets, worst('1.', 'a@', '1'), same],
  ['the mask of the log, in encoded letters', maskSecrets, worst('%c3', 'a@'), same],
  ['the mask of the log, in a long word', maskSecrets, worst('a.'), same],
  ['the mask of the log, in short words', maskSecrets, worst('abc-', '', '!'), () => '[secret]!'],
  ['the mask of the log, in addresses', maskSecrets, worst('a@b.cc '), (text) => text.replaceAll('a@', 'a•••@')],
  ['the path in the log', loggedPath, worst('/link-'), (text) => `${text.slice(0, 200)}…`],
  ['the mask of an address', maskEmail, worst('a@'), () => 'a•••@'],
  ['the reason of a mail service, in a word', sanitizeReason, worst('a'), (text) => text.slice(0, 300)],
  ['the reason of a mail service, in @', sanitizeReason, worst('@'), (text) => text.slice(0, 300)],
  ['the reason of a mail service, in space', sanitizeReason, worst(' \n', 'a', 'b'), () => 'a b'],
  ['an error of graphql', withoutSuggestion, worst(' Did you mean '), same],
  ['the name of a sender', safeSenderName, worst(' \n'), () => 'Client Portal'],
  ['an address, in @', parseEmail, worst('a@'), none],
  ['an address, in dots', parseEmail, worst('a.', 'a@'), none],
  ['an address, in space', parseEmail, worst(' ', 'a', 'b'), none],
  ['a mistyped address', suggestAddress, worst('.con'), none],
  ['a PIN', parsePin, worst('1 '), none],
  ['a portal address', isPortalAddress, worst('a-'), () => false],
  ['a line', refusal((text) => readLine('name', 'name', text)), worst(' \t', 'a', 'b'), () => 'a b'],
  ['a long line', refusal((text) => readLine('name', 'name', text)), worst('a'), refused],
  ['a phone number', refusal((text) => readPhone('phone', text)), worst('1 '), refused],
  ['an API key', readApiKeyToken, worst('0', 'plk_'), none],
  ['a session', readSessionToken, worst('a'), none],
  ['a link', (text) => readLinkToken(hash, text), worst('a.', 'l.'), none],
  ['a user agent', deviceName, worst('Version/1 Safari '), (text) => deviceName(text.slice(0, 400))],
  ['the network of an address', networkOf, worst('1:'), () => 'unknown'],
  ['the network of an address in brackets', networkOf, worst('['), () => 'unknown'],
  ['a search', (text) => searchPatterns(text).length, worst('a%_ '), () => 1],
  ['the words of a search', (text) => searchWords(text).length, worst('a-'), (text) => 2 * text.length - 1],
  ['a search as a pattern', escapeLike, worst('%'), (text) => text.replaceAll('%', String.raw`\%`)],
  ['a text in HTML', escapeHtml, worst('<'), (text) => text.replaceAll('<', '&lt;')],
  ['a cell that is written, in space', (text) => csvLine([text]), worst(' '), (text) => `${text}\r\n`],
  ['a cell that is written, in quotes', (text) => csvLine([text]), worst("'"), (text) => `${text}\r\n`],
  ['a cell that is read', unescapeFormulas, worst(";'"), same],
  ['a file of quotes', refusal(readCsv), worst('"'), refused],
  ['a file that never ends a quote', refusal(readCsv), worst('"a"', '"'), refused],
  ['a file of space', refusal(readCsv), worst(' '), refused],
  ['the name of a column', (text) => guessMapping([text], 1).columns, worst('- ', 'a', 'b'), () => [null]],
];

const hash = new KeyedHash(testKeys, 'link');

test.each(readers)('%s is read right, in time proportional to its length', async (_, read, text, result) => {
  const [whole, half] = [text(size), text(size / 2)];
  expect(await read(whole)).toEqual(result(whole));
  // A quadratic reader needs four times as much; what costs next to nothing is not compared.
  expect(await costOf(read, whole)).toBeLessThan(Math.max(3 * (await costOf(read, half)), 8));
});

/** The processor time of one call in milliseconds: the least of a few, as this process does other things, too. */
async function costOf(read: Read, text: string): Promise<number> {
  let least = Infinity;
  for (let n = 0; n < 4; n += 1) {
    const before = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
