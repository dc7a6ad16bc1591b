import { commonDomains, suggestAddress } from '@porchlight/shared/mistyped-domain.ts';
import { damerauLevenshtein } from '@porchlight/shared/damerau-levenshtein.ts';
import { escapeLike } from '../../lib/escape-like.ts';

/** How an address that was typed differs from one that is nearly the same. */
export type Difference =
  | 'letters-swapped'
  | 'letter-missing'
  | 'letter-extra'
  | 'letter-different'
  | 'two-letters'
  | 'other-domain';

/** The difference in plain words, to stand alone or after a colon. */
export const differenceWords: Readonly<Record<Difference, string>> = {
  'letters-swapped': 'two letters are swapped',
  'letter-missing': 'one letter is missing',
  'letter-extra': 'there is one letter too many',
  'letter-different': 'one letter is different',
  'two-letters': 'two letters are different',
  'other-domain': 'the name is the same, what follows the @ is not',
};

/**
 * Compares what was typed with an address on file: the same but for one or two edits, or
 * the same name at another common domain. Short names allow fewer edits, because more names
 * are similar to them, and do not count at a domain that is not common.
 *
 * @returns undefined when the two have too little in common, or are the same.
 */
export function compareAddresses(typed: string, onFile: string): Difference | undefined {
  if (typed === onFile) return undefined;
  const one = split(typed);
  const other = split(onFile);
  const inName = damerauLevenshtein(one.name, other.name);
  const inDomain = damerauLevenshtein(one.domain, other.domain);
  const shorter = Math.min(one.name.length, other.name.length);
  const allowed = shorter < 3 ? 0 : shorter < 6 ? 1 : 2;
  if (inName <= allowed && inDomain <= 2 && inName + inDomain <= 2)
    return differenceOf(typed, onFile, inName + inDomain);
  const common = [typed, onFile].filter((address) => isCommon(meantDomain(address))).length;
  const distinct = common === 2 ? 3 : 6;
  return inName === 0 && common > 0 && shorter >= distinct ? 'other-domain' : undefined;
}

/** LIKE patterns for the addresses on file that may be near to what was typed; each still has to be compared. */
export const patternsOnFile = (typed: string): string[] =>
  patternsFor(typed, [...new Set([split(typed).domain, meantDomain(typed)])].map(escapeLike));

/** LIKE patterns for what may have been typed instead of an address on file; each still has to be compared. */
export const patternsTyped = (onFile: string): string[] => patternsFor(onFile, ['%']);

function patternsFor(address: string, domains: readonly string[]): string[] {
  const { name } = split(address);
  const pieces = name.length < 3 ? [] : name.length < 6 ? halvesOf(name) : thirdsOf(name);
  return [`${escapeLike(name)}@%`, ...domains.flatMap((domain) => pieces.map((piece) => `${piece}@${domain}`))];
}

// One edit leaves one half of a name as it is, unless it swaps the two letters in the middle.
function halvesOf(name: string): string[] {
  const half = Math.ceil(name.length / 2);
  const swapped = name.slice(0, half - 1) + name.charAt(half) + name.charAt(half - 1) + name.slice(half + 1);
  return [`${escapeLike(name.slice(0, half))}%`, `%${escapeLike(name.slice(half))}`, escapeLike(swapped)];
}

// Two edits leave one third as it is. The index finds nothing by fewer than three letters in the middle.
function thirdsOf(name: string): string[] {
  const third = Math.floor(name.length / 3);
  const middle = escapeLike(name.slice(third, -third));
  const outer = [`${escapeLike(name.slice(0, third))}%`, `%${escapeLike(name.slice(-third))}`];
  return name.length < 9 ? outer : [...outer, `%${middle}%`];
}

function differenceOf(typed: string, onFile: string, edits: number): Difference {
  if (edits > 1) return 'two-letters';
  if (typed.length < onFile.length) return 'letter-missing';
  if (typed.length > onFile.length) return 'letter-extra';
  return [...typed].toSorted().join('') === [...onFile].toSorted().join('') ? 'letters-swapped' : 'letter-different';
}

function split(address: string): { name: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { name: address.slice(0, at), domain: address.slice(at + 1) };
}

const meantDomain = (address: string): string => split(suggestAddress(address) ?? address).domain;
const isCommon = (domain: string): boolean => (commonDomains as readonly string[]).includes(domain);
