/** The facts that the seed, the servers and the load agree on. Ids are made from numbers, so that nobody has to ask. */

export const practices = 10;

/** A UUID that carries a table's letter and a number. */
export const idOf = (table: 'practice' | 'client' | 'account' | 'access' | 'staff', n: number): string =>
  `${tables[table]}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The same as an SQL expression over a number. */
export const idText = (table: keyof typeof tables, n: string): string =>
  `('${tables[table]}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const tables = {
  practice: 'a',
  client: 'b',
  account: 'c',
  access: 'd',
  staff: 'e',
  request: 'f',
  link: '1',
  session: '2',
  pin: '3',
  mail: '4',
  activity: '5',
} as const;

export const emailOf = (client: number): string => `client${client}@people.example`;
export const staffEmailOf = (practice: number): string => `owner${practice}@practice.example`;
export const practiceOf = (client: number): number => client % practices;
export const slugOf = (practice: number): string => `practice-${practice}`;

/** Where the servers believe they are reached; the load talks to them as a proxy in front of them would. */
export const publicOrigin = 'https://portal.bench.example';

/** A key that is only for this. */
export const secretKey = Buffer.alloc(32, 7);
