/** What the seed, the servers and the load agree on. Ids are made from numbers, so that nobody has to look them up. */

export const practices = 10;

const letters = { practice: 'a', client: 'b', account: 'c', access: 'd', staff: 'e' } as const;

/** A UUID made of a table's letter and a number. */
export const idOf = (table: keyof typeof letters, n: number): string =>
  `${letters[table]}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The same as an SQL expression over a number. */
export const idSql = (table: keyof typeof letters, n: string): string =>
  `('${letters[table]}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

export const emailOf = (client: number): string => `client${client}@people.example`;
export const staffEmailOf = (practice: number): string => `owner${practice}@practice.example`;
export const practiceOf = (client: number): number => client % practices;
export const slugOf = (practice: number): string => `practice-${practice}`;

/** Where the servers believe they are reached; the load talks to them as a proxy in front of them would. */
export const publicOrigin = 'https://portal.bench.example';

/** A key that is only for this. */
export const secretKey = Buffer.alloc(32, 7);
