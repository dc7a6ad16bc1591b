import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { LRUCache } from 'lru-cache';
import { badInput } from './fault.ts';

/** A phone number as text and as a link; both are null when there is none. */
export interface FormattedPhone {
  /** In the national format, such as "(617) 555-0134". */
  phone: string | null;
  /** A `tel:` URI (RFC 3966). */
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

// A number without a country code is taken as one of the United States.
const countryLike = (like: string | null | undefined): CountryCode =>
  (like ? parsePhoneNumberFromString(like)?.country : undefined) ?? 'US';

// Every portal answer holds its practice's number, and formatting one takes 20 µs of processor time.
const formatted = new LRUCache<string, FormattedPhone>({ max: 1000 });

/**
 * Formats a stored number for display and for a link.
 *
 * @param from the practice's number; a number of another country is then formatted with its country code.
 */
export function formatPhone(stored: string | null, from?: string | null): FormattedPhone {
  if (stored === null) return { phone: null, phoneUri: null };
  const key = `${stored} ${from === undefined ? '' : (from ?? 'none')}`;
  const known = formatted.get(key);
  if (known) return known;
  const phone = parseAndFormat(stored, from);
  formatted.set(key, phone);
  return phone;
}

function parseAndFormat(stored: string, from: string | null | undefined): FormattedPhone {
  const phone = parsePhoneNumberFromString(stored);
  const sameCountry = from === undefined || countryLike(from) === phone?.country;
  if (!phone) return { phone: stored, phoneUri: `tel:${stored}` };
  return { phone: sameCountry ? phone.formatNational() : phone.formatInternational(), phoneUri: phone.getURI() };
}
