import { escapeLike } from '../lib/escape-like.ts';

/** A text normalized for comparison: without case and accents. */
export const plainText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The search words of these texts, each after a space: the whole words, then their parts, so that "lee"
 * is at the beginning of a word of "Diaz-Lee", too.
 */
export function searchWords(...texts: readonly string[]): string {
  const words = texts.flatMap((text) => plainText(text).split(/\s+/));
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u).slice(1));
  return [...words, ...parts].map((word) => (word === '' ? '' : ` ${word}`)).join('');
}

/**
 * A search as LIKE patterns on search words, all of which must match. One or two letters match the beginning
 * of a word only, because anywhere they would match nearly everyone. `%` and `_` are escaped. An empty search
 * has no patterns.
 */
export function searchPatterns(search: string): string[] {
  // No text in Postgres can hold a NUL.
  const terms = plainText(search.replaceAll('\0', '')).split(/\s+/);
  return [...new Set(terms)]
    .filter((term) => term !== '')
    .slice(0, mostTerms)
    .map((term) => {
      const beginning = term.length < 3 && /[\p{L}\p{N}]/u.test(term);
      return `%${beginning ? ' ' : ''}${escapeLike(term)}%`;
    });
}

/** The most words of a search; each one costs a comparison. */
const mostTerms = 8;
