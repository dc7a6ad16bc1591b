import { damerauLevenshtein } from './damerau-levenshtein.ts';

/** The most common mail domains; only these are suggested. */
export const commonDomains = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'ymail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'comcast.net',
  'verizon.net',
  'att.net',
  'sbcglobal.net',
  'bellsouth.net',
  'cox.net',
  'charter.net',
  'earthlink.net',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'fastmail.com',
  'zoho.com',
  'mail.com',
  'yahoo.ca',
  'yahoo.co.uk',
  'hotmail.co.uk',
  'rogers.com',
  'shaw.ca',
] as const;

/** Real domains one edit away from a common one; they are not typos. */
const rightAsTheyAre: ReadonlySet<string> = new Set([
  ...commonDomains,
  'gmx.net',
  'gmx.de',
  'gmx.at',
  'email.com',
  'ail.com',
  'yahoo.de',
  'yahoo.fr',
  'yahoo.it',
  'yahoo.es',
  'yahoo.in',
  'hotmail.fr',
  'hotmail.it',
  'hotmail.es',
  'hotmail.de',
  'live.ca',
  'live.fr',
  'live.nl',
  'outlook.de',
  'outlook.fr',
  'outlook.es',
  'pm.me',
  'cs.com',
  'att.com',
  'cox.com',
  'hey.com',
  'zoho.eu',
  'proton.ch',
]);

const endings: readonly (readonly [RegExp, string])[] = [
  [/\.(?:con|cmo|ocm|vom|xom|cim|comm|coom|cm|om)$/, '.com'],
  [/\.(?:nte|ent|nett)$/, '.net'],
  [/\.(?:ogr|rog|orgg)$/, '.org'],
];

/**
 * Suggests a correction when the domain of an address looks mistyped. The suggestion depends on the address only, not
 * on who is a client.
 *
 * @returns the whole corrected address, or undefined when nothing looks wrong.
 */
export function suggestAddress(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  const domain = email
    .slice(at + 1)
    .trim()
    .toLowerCase();
  if (at < 1 || domain === '' || rightAsTheyAre.has(domain)) return undefined;
  const meant = nearestCommon(domain) ?? withRightEnding(domain);
  return meant === undefined ? undefined : `${email.slice(0, at)}@${meant}`;
}

function nearestCommon(domain: string): string | undefined {
  const near = commonDomains
    .map((common) => ({ common, edits: damerauLevenshtein(domain, common) }))
    .filter(({ common, edits }) => edits <= (common.length >= 9 ? 2 : 1))
    .toSorted((one, other) => one.edits - other.edits);
  return near[0]?.common;
}

function withRightEnding(domain: string): string | undefined {
  const wrong = endings.find(([ending]) => ending.test(domain));
  return wrong && domain.replace(wrong[0], wrong[1]);
}
