import { escapeLike } from '../lib/escape-like.ts';

/** A text as it is compared: without case and accents. */
export const plainText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The words by which a search finds these texts, each after a space: first as they stand, then their
 * parts, so that "lee" is at the beginning of a word in "Diaz-Lee" as well.
 */
export function searchWords(...texts: readonly string[]): string {
  const words = texts.flatMap((text) => plainText(text).split(/\s+/));
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u).slice(1));
  return [...words, ...parts].map((word) => (word === '' ? '' : ` ${word}`)).join('');
}

/**
 * What was typed into a search, as LIKE patterns for search words; all of them must match. One or two
 * letters are looked for at the beginning of a word, because anywhere they would find nearly everyone.
 * `%` and `_` mean themselves. Empty for a search for everyone.
 */
export function searchPatterns(search: string): string[] {
  // No text in Postgres can hold a NUL, and so nothing that is stored does.
  const terms = plainText(search.replaceAll('\0', '')).split(/\s+/);
  return [...new Set(terms)]
    .filter((term) => term !== '')
    .slice(0, mostTerms)
    .map((term) => {
      const beginning = term.length < 3 && /[\p{L}\p{N}]/u.test(term);
      return `%${beginning ? ' ' : ''}${escapeLike(term)}%`;
    });
}

/** Nobody's name and reference have more; each one costs a comparison. */
const mostTerms = 8;
