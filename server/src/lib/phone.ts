import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { LRUCache } from 'lru-cache';
import { badInput } from './fault.ts';

/** A phone number for people and for their phones; both null for none. */
export interface ShownPhone {
  /** As people of its country write it. */
  phone: string | null;
  /** For a link that dials (RFC 3966). */
  phoneUri: string | null;
}

/**
 * Reads a phone number as people type it; null for none.
 *
 * @param like a number in E.164 whose country is meant when the typed one names none; of the United States otherwise.
 * @throws Fault BAD_USER_INPUT when nobody could be called there.
 */
export function readPhone(field: string, typed: string | null | undefined, like?: string | null): string | null {
  if (typed === null || typed === undefined || typed.trim() === '') return null;
  const phone = typed.length <= 40 ? parsePhoneNumberFromString(typed, countryLike(like)) : undefined;
  if (!phone?.isPossible()) {
    throw badInput(
      field,
      'That does not look like a phone number. Type it with the area code, or with + and the country code.',
    );
  }
  return phone.number;
}

// What names no country is meant to be called from the United States.
const countryLike = (like: string | null | undefined): CountryCode =>
  (like ? parsePhoneNumberFromString(like)?.country : undefined) ?? 'US';

// Every portal answer holds its practice's number, and formatting one takes 20 µs of processor time.
const shown = new LRUCache<string, ShownPhone>({ max: 1000 });

/**
 * A stored number, ready to be shown and dialed.
 *
 * @param from the practice's own number, for one that is read again `like` it: a foreign one then names its country.
 */
export function showPhone(stored: string | null, from?: string | null): ShownPhone {
  if (stored === null) return { phone: null, phoneUri: null };
  const key = `${stored} ${from === undefined ? '' : (from ?? 'none')}`;
  const known = shown.get(key);
  if (known) return known;
  const phone = formatPhone(stored, from);
  shown.set(key, phone);
  return phone;
}

function formatPhone(stored: string, from: string | null | undefined): ShownPhone {
  const phone = parsePhoneNumberFromString(stored);
  const sameCountry = from === undefined || countryLike(from) === phone?.country;
  if (!phone) return { phone: stored, phoneUri: `tel:${stored}` };
  return { phone: sameCountry ? phone.formatNational() : phone.formatInternational(), phoneUri: phone.getURI() };
}
