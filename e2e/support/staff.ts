import { expect, type APIRequestContext } from '@playwright/test';

/** The demo's staff at Harbor Counseling, and the owner of the other practice. */
export const staffAddresses = {
  owner: 'owner@harbor.example',
  clinician: 'clinician@harbor.example',
  frontDesk: 'frontdesk@harbor.example',
  lakesideOwner: 'owner@lakeside.example',
} as const;

export type StaffRole = keyof typeof staffAddresses;

const patience = 30_000;

/** Signs every staff member in, once for the whole run, because links are limited to five an hour. */
export async function signInStaff(origin: string): Promise<Record<StaffRole, string>> {
  const roles = Object.keys(staffAddresses) as StaffRole[];
  const sessions = await Promise.all(roles.map(async (role) => [role, await sessionOf(origin, staffAddresses[role])]));
  return Object.fromEntries(sessions) as Record<StaffRole, string>;
}

async function sessionOf(origin: string, email: string): Promise<string> {
  await post(
    origin,
    'mutation ($input: RequestStaffSignInLinkInput!) { requestStaffSignInLink(input: $input) { askAgainInSeconds } }',
    { email },
  );
  const giveUp = Date.now() + patience;
  while (Date.now() < giveUp) {
    const mails = (await (await fetch(`${origin}/mailbox.json`)).json()) as { to: string; links: string[] }[];
    const token = mails.find((mail) => mail.to === email)?.links[0]?.split('#')[1];
    if (token !== undefined) {
      const redeem = 'mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) { __typename } }';
      const answer = await post(origin, redeem, { token });
      const [, session] = /^porchlight-staff=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
      if (session === undefined) throw new Error(`${email} could not sign in: ${await answer.text()}`);
      return session;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail came for ${email}.`);
}

const post = (origin: string, query: string, input: object) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });

/** The cookie of a staff member's session. */
export function staffCookie(role: StaffRole, url: string) {
  const sessions = JSON.parse(process.env['PORCHLIGHT_STAFF_SESSIONS'] ?? '{}') as Partial<Record<StaffRole, string>>;
  return { name: 'porchlight-staff', value: sessions[role] ?? '', url };
}

/** A client of one test, with one address that may sign in. */
export interface TestClient {
  clientId: string;
  accessId: string;
  name: string;
  email: string;
}

/** Prepares tests through the API, as staff. */
export class Staff {
  constructor(private readonly request: APIRequestContext) {}

  async execute<Data>(query: string, input: object): Promise<Data> {
    const answer = await this.request.post('/graphql', { data: { query, variables: { input } } });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  /** Adds a client that only one test uses and that was not invited. */
  async addClient(email = `jamie-${randomWord()}@client.example`): Promise<TestClient> {
    const lastName = `Rivera-${randomWord()}`;
    const { createClient } = await this.execute<{ createClient: { id: string } }>(
      'mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }',
      { firstName: 'Jamie', lastName },
    );
    const { addPortalAccess } = await this.execute<{ addPortalAccess: { id: string } }>(
      'mutation ($input: AddPortalAccessInput!) { addPortalAccess(input: $input) { id } }',
      { clientId: createClient.id, email },
    );
    return { clientId: createClient.id, accessId: addPortalAccess.id, name: `Jamie ${lastName}`, email };
  }

  async sendInvitation({ accessId }: TestClient): Promise<void> {
    await this.execute('mutation ($input: SendInvitationInput!) { sendInvitation(input: $input) { id } }', {
      portalAccessId: accessId,
    });
  }

  async generatePin({ accessId }: TestClient): Promise<string> {
    const { generatePin } = await this.execute<{ generatePin: { digits: string } }>(
      'mutation ($input: GeneratePinInput!) { generatePin(input: $input) { digits } }',
      { portalAccessId: accessId },
    );
    return generatePin.digits;
  }

  async setAccess({ accessId }: TestClient, active: boolean): Promise<void> {
    await this.execute(
      'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { active } } }',
      {
        portalAccessId: accessId,
        active,
      },
    );
  }
}

/** A few random letters. */
export const randomWord = (): string => Math.random().toString(36).slice(2, 8).replaceAll(/\d/g, 'x');
