import type { Relationship } from '../clients/portal-access.ts';
import type { TypedPracticeDetails } from '../practice/update-practice.ts';
import type { Role } from '../permissions/permissions.ts';

/** The staff member that the startup banner names. */
export const demoStaff = 'clinician@harbor.example';

/** A client of the demo, with the state of their portal access. */
export interface DemoClient {
  name: readonly [first: string, last: string];
  phone?: string;
  reference?: string;
  access?: readonly DemoAccess[];
}

interface DemoAccess {
  email: string;
  relationship?: Relationship;
  person?: string;
  state: 'never-invited' | 'invited' | 'signed-in' | 'off';
}

/** A practice of the demo. */
export interface DemoPractice {
  details: TypedPracticeDetails;
  staff: readonly { name: string; email: string; role: Role }[];
  clients: readonly DemoClient[];
}

const daily = { linkLifetimeMinutes: 1440, pinLifetimeMinutes: 1440 };

const more = (
  'Avery Quinn;Blake Moreno;Cameron Diaz-Lee;Dakota Hughes;Emerson Blake;Finley Osei;Gray Whitaker;Harper Lindqvist;' +
  'Indigo Reyes;Jordan Pham;Kai Nakamura;Logan Fitzgerald;Morgan Adeyemi;Noor Haddad;Oakley Brennan;Parker Sousa;' +
  'Quincy Vance;Reese Almeida;Sage Kowalski;Tatum Ellison;Uma Krishnan;Val Petrov;Wren Gallagher;Xiomara Cruz;' +
  'Yael Stern;Zion Baptiste;Amari Okoro;Briar Lund;Casey Romero;Devon McAllister;Ellis Tanaka;Frankie Dubois'
).split(';');

const states = ['signed-in', 'invited', 'never-invited', 'signed-in', 'off'] as const;

/** Clients that only fill the list. */
const manyClients: DemoClient[] = more.map((name, n) => {
  const [first = '', last = ''] = name.split(' ', 2);
  const email = `${first}.${last}@client.example`.toLowerCase();
  const state = states[n % states.length] ?? 'invited';
  const reference = `H-${String(1040 + n)}`;
  return n % 11 === 10
    ? { name: [first, last], reference }
    : { name: [first, last], reference, access: [{ email, state }] };
});

const parent = {
  email: 'parent@client.example',
  relationship: 'parent',
  person: 'Robin Brandt',
  state: 'invited',
} as const;

/** Harbor Counseling and Lakeside Therapy, with a client for each situation that the product knows. */
export const demoPractices: readonly DemoPractice[] = [
  {
    details: {
      name: 'Harbor Counseling',
      mailName: 'Harbor Counseling',
      phone: '(617) 555-0134',
      address: '12 Harbor Street, Boston, MA 02109',
      timeZone: 'America/New_York',
      slug: 'harbor',
      ...daily,
    },
    staff: [
      { name: 'Olivia Hart', email: 'owner@harbor.example', role: 'owner' },
      { name: 'Dana Reyes', email: 'clinician@harbor.example', role: 'clinician' },
      { name: 'Frankie Moss', email: 'frontdesk@harbor.example', role: 'front-desk' },
    ],
    clients: [
      {
        name: ['Jamie', 'Rivera'],
        phone: '(617) 555-0176',
        reference: 'H-1001',
        access: [{ email: 'jamie@client.example', state: 'signed-in' }],
      },
      {
        name: ['Alex', 'Chen'],
        reference: 'H-1002',
        access: [{ email: 'alex@client.example', state: 'never-invited' }],
      },
      { name: ['Sam', 'Okafor'], reference: 'H-1003', access: [{ email: 'sam@client.example', state: 'off' }] },
      { name: ['Riley', 'Novak'], reference: 'H-1004' },
      { name: ['Mia', 'Brandt'], reference: 'H-1005', access: [parent] },
      { name: ['Leo', 'Brandt'], reference: 'H-1006', access: [parent] },
      ...manyClients,
    ],
  },
  {
    details: {
      name: 'Lakeside Therapy',
      mailName: 'Lakeside Therapy',
      phone: '(312) 555-0148',
      address: '400 Lake Shore Drive, Chicago, IL 60611',
      timeZone: 'America/Chicago',
      slug: 'lakeside',
      ...daily,
    },
    staff: [{ name: 'Lee Walters', email: 'owner@lakeside.example', role: 'owner' }],
    clients: [
      { name: ['Jamie', 'Rivera'], reference: 'L-201', access: [{ email: 'jamie@client.example', state: 'invited' }] },
      {
        name: ['Toni', 'Marsh'],
        reference: 'L-202',
        access: [{ email: 'toni@client.example', state: 'never-invited' }],
      },
    ],
  },
];
