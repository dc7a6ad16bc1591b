import { emailOf, idOf, practiceOf, publicOrigin, slugOf, staffEmailOf } from '../lib/facts.ts';
import type { Request, Response } from './http-client.ts';

/** How a client's browser talks to one of the servers. */
export interface Visitor {
  askForLink(client: number): Request;
  redeemLink(token: string): Request;
  lookUp(cookie: string): Request;
  page(client: number): Request;
  /** The requests that end with a code: made by staff and read over the phone, or mailed. */
  makeCode(client: number, staffCookies: string[]): Request;
  /** The code, when the answer itself holds it; else it comes by mail. */
  codeIn?(response: Response): string | undefined;
  redeemCode(client: number, code: string): Request;
  /** What a right answer holds. */
  signs: Record<
    'askForLink' | 'redeemLink' | 'lookUp' | 'page' | 'makeCode' | 'redeemCode' | 'enterClient' | 'giveAccess',
    string
  >;
  /** How staff enter a client, and give an address access. */
  enterClient?(staffCookies: string[]): Request;
  giveAccess?(clientId: string, client: number, staffCookies: string[]): Request;
  /** Requests that sign the owner of a practice in by link, where staff make the codes. */
  askForStaffLink?(practice: number): Request;
}

let requests = 0;

/** A browser's headers, from one of a few thousand networks. */
const browser = (cookie?: string): Record<string, string> => {
  requests += 1;
  return {
    origin: publicOrigin,
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'x-forwarded-for': `10.${requests % 16}.${(requests >> 4) % 256}.7`,
    'x-forwarded-proto': 'https',
    ...(cookie ? { cookie } : {}),
  };
};

const graphql = (query: string, variables: object, cookie?: string): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: browser(cookie),
  body: JSON.stringify({ query, variables }),
});

const post = (path: string, body: object, cookie?: string): Request => ({
  method: 'POST',
  path,
  headers: browser(cookie),
  body: JSON.stringify(body),
});

const signedIn = '__typename ... on SignedIn { kind severalClients portal { slug } }';

/** Porchlight, asked what its own pages ask. */
const porchlight: Visitor = {
  askForLink: (client) =>
    graphql(
      'mutation Ask($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { askAgainInSeconds linkLifetimeMinutes } }',
      { input: { portal: slugOf(practiceOf(client)), email: emailOf(client) } },
    ),
  redeemLink: (token) =>
    graphql(
      `mutation Redeem($input: RedeemLinkInput!) { redeemLink(input: $input) { ${signedIn}
        ... on LinkRefused { reason message kind canSendNewLink portal { slug } } ... on SignedInAsSomeoneElse { kind signedInAs } } }`,
      { input: { token } },
    ),
  lookUp: (cookie) =>
    graphql('query Me { me { email portal { slug name } session { idleSecondsLeft secondsLeft } } }', {}, cookie),
  page: (client) => ({ method: 'GET', path: `/${slugOf(practiceOf(client))}`, headers: browser() }),
  makeCode: (client, staffCookies) =>
    graphql(
      'mutation Make($input: GeneratePinInput!) { generatePin(input: $input) { digits expiresAt } }',
      { input: { portalAccessId: idOf('access', client) } },
      staffCookies[practiceOf(client)],
    ),
  codeIn: ({ body }) => /"digits":"(\d{6})"/.exec(body)?.[1],
  redeemCode: (client, pin) =>
    graphql(
      `mutation Pin($input: RedeemPinInput!) { redeemPin(input: $input) { ${signedIn} ... on PinRefused { reason message } } }`,
      { input: { portal: slugOf(practiceOf(client)), email: emailOf(client), pin } },
    ),
  signs: {
    askForLink: 'askAgainInSeconds',
    redeemLink: '"SignedIn"',
    lookUp: '@people.example',
    page: 'portal-data',
    makeCode: 'digits',
    redeemCode: '"SignedIn"',
    enterClient: '"id"',
    giveAccess: '"id"',
  },
  enterClient: (staffCookies) =>
    graphql(
      'mutation Enter($input: CreateClientInput!) { createClient(input: $input) { id } }',
      { input: { firstName: 'Jamie', lastName: 'Rivera' } },
      staffCookies[0],
    ),
  giveAccess: (clientId, client, staffCookies) =>
    graphql(
      'mutation Give($input: AddPortalAccessInput!) { addPortalAccess(input: $input) { id } }',
      { input: { clientId, email: emailOf(client), relationship: 'SELF' } },
      staffCookies[0],
    ),
  askForStaffLink: (practice) =>
    graphql(
      'mutation AskStaff($input: RequestStaffSignInLinkInput!) { requestStaffSignInLink(input: $input) { askAgainInSeconds } }',
      { input: { email: staffEmailOf(practice) } },
    ),
};

/** better-auth, asked what its own client asks. */
const betterAuth: Visitor = {
  askForLink: (client) => post('/api/auth/sign-in/magic-link', { email: emailOf(client) }),
  redeemLink: (token) => ({ method: 'GET', path: `/api/auth/magic-link/verify?token=${token}`, headers: browser() }),
  lookUp: (cookie) => ({ method: 'GET', path: '/api/auth/get-session', headers: browser(cookie) }),
  page: () => ({ method: 'GET', path: '/', headers: browser() }),
  makeCode: (client) => post('/api/auth/email-otp/send-verification-otp', { email: emailOf(client), type: 'sign-in' }),
  redeemCode: (client, otp) => post('/api/auth/sign-in/email-otp', { email: emailOf(client), otp }),
  signs: {
    askForLink: '"status":true',
    redeemLink: '"session"',
    lookUp: '@people.example',
    page: '',
    makeCode: '"success":true',
    redeemCode: '"token"',
    enterClient: '',
    giveAccess: '',
  },
};

/** The server without a framework. */
const bare: Visitor = {
  askForLink: (client) => post('/ask', { portal: slugOf(practiceOf(client)), email: emailOf(client) }),
  redeemLink: (token) => post('/redeem', { token }),
  lookUp: (cookie) => ({ method: 'GET', path: '/me', headers: browser(cookie) }),
  page: porchlight.page,
  makeCode: (client, staffCookies) =>
    post('/make-pin', { portalAccessId: idOf('access', client) }, staffCookies[practiceOf(client)]),
  codeIn: ({ body }) => /"digits":"(\d{6})"/.exec(body)?.[1],
  redeemCode: (client, pin) => post('/redeem-pin', { portal: slugOf(practiceOf(client)), email: emailOf(client), pin }),
  signs: {
    askForLink: 'linkLifetimeMinutes',
    redeemLink: '"slug"',
    lookUp: '@people.example',
    page: 'portal-data',
    makeCode: 'digits',
    redeemCode: '"slug"',
    enterClient: '',
    giveAccess: '',
  },
  askForStaffLink: (practice) => post('/ask-staff', { practice }),
};

export const visitors = { porchlight, 'better-auth': betterAuth, bare, 'bare-shared': bare } as const;
