import { emailOf, idOf, practiceOf, publicOrigin, slugOf, staffEmailOf } from '../lib/test-data.ts';
import type { Request, Response } from './http-client.ts';

/** What a request is for. */
export type RequestKind = 'askForLink' | 'redeemLink' | 'lookUp' | 'makeCode' | 'redeemCode';

/** How a browser talks to one of the servers. */
export interface Api {
  askForLink(client: number): Request;
  redeemLink(token: string): Request;
  lookUp(cookie: string): Request;
  /** The request that ends with a code: made by staff and read over the phone, or mailed. */
  makeCode(client: number, staffCookies: string[]): Request;
  /** The code, when the answer itself holds it; else it comes by mail. */
  codeIn?(response: Response): string | undefined;
  redeemCode(client: number, code: string): Request;
  /** Asks for a link for the owner of a practice, where staff make the codes. */
  askForStaffLink?(practice: number): Request;
  /** What a right answer holds. */
  rightAnswers: Record<RequestKind, string>;
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

const post = (path: string, body: object, cookie?: string): Request => ({
  method: 'POST',
  path,
  headers: browser(cookie),
  body: JSON.stringify(body),
});

const graphql = (query: string, variables: object, cookie?: string): Request =>
  post('/graphql', { query, variables }, cookie);

const signedIn = '__typename ... on SignedIn { kind severalClients portal { slug } }';

/** Porchlight, asked what its own pages ask. */
const porchlight: Api = {
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
  askForStaffLink: (practice) =>
    graphql(
      'mutation AskStaff($input: RequestStaffSignInLinkInput!) { requestStaffSignInLink(input: $input) { askAgainInSeconds } }',
      { input: { email: staffEmailOf(practice) } },
    ),
  rightAnswers: {
    askForLink: 'askAgainInSeconds',
    redeemLink: '"SignedIn"',
    lookUp: '@people.example',
    makeCode: 'digits',
    redeemCode: '"SignedIn"',
  },
};

/** better-auth, asked what its own client asks. */
const betterAuth: Api = {
  askForLink: (client) => post('/api/auth/sign-in/magic-link', { email: emailOf(client) }),
  redeemLink: (token) => ({ method: 'GET', path: `/api/auth/magic-link/verify?token=${token}`, headers: browser() }),
  lookUp: (cookie) => ({ method: 'GET', path: '/api/auth/get-session', headers: browser(cookie) }),
  makeCode: (client) => post('/api/auth/email-otp/send-verification-otp', { email: emailOf(client), type: 'sign-in' }),
  redeemCode: (client, otp) => post('/api/auth/sign-in/email-otp', { email: emailOf(client), otp }),
  rightAnswers: {
    askForLink: '"status":true',
    redeemLink: '"session"',
    lookUp: '@people.example',
    makeCode: '"success":true',
    redeemCode: '"token"',
  },
};

export const apis = { porchlight, 'better-auth': betterAuth } as const;
