import type { LightMyRequestResponse } from 'fastify';

/** What the API answered: its data, or its first error's code and message. */
export interface Answer {
  status: number;
  body: string;
  headers: LightMyRequestResponse['headers'];
  // The shape depends on the query, which each test knows.
  data: Record<string, any>;
  code: string | undefined;
  message: string | undefined;
  extensions: Record<string, unknown>;
}

const refusedFields = 'reason message kind canSendNewLink portal { slug }';

/** Where requests go: the product in this process, or a server in another process. */
export interface RequestTarget {
  inject(request: {
    method: 'POST';
    url: string;
    headers: Record<string, string>;
    payload: string;
  }): Promise<Pick<LightMyRequestResponse, 'statusCode' | 'body' | 'headers' | 'cookies'>>;
}

/** A browser or a program that calls the API. It keeps its cookies. */
export class ApiClient {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly target: RequestTarget,
    private readonly headers: Record<string, string>,
  ) {}

  /** Sends one GraphQL operation. */
  async execute(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await this.target.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...this.headers, ...this.#cookieHeader() },
      payload: JSON.stringify({ query, variables }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const read = readBody(response.body);
    const error = read.errors?.[0];
    const extensions = error?.extensions ?? {};
    return {
      status: response.statusCode,
      body: response.body,
      headers: response.headers,
      data: read.data ?? {},
      code: extensions['code'] as string | undefined,
      message: error?.message,
      extensions,
    };
  }

  async requestSignInLink(portal: string, email: string): Promise<Answer> {
    const query = `mutation ($input: RequestSignInLinkInput!) {
      requestSignInLink(input: $input) { askAgainInSeconds linkLifetimeMinutes } }`;
    return this.execute(query, { input: { portal, email } });
  }

  async requestStaffSignInLink(email: string): Promise<Answer> {
    const query = `mutation ($input: RequestStaffSignInLinkInput!) {
      requestStaffSignInLink(input: $input) { askAgainInSeconds linkLifetimeMinutes } }`;
    return this.execute(query, { input: { email } });
  }

  async redeemLink(token: string, switchAccount = false): Promise<Answer> {
    const query = `mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) { __typename
      ... on SignedIn { kind severalClients portal { slug } }
      ... on LinkRefused { ${refusedFields} }
      ... on SignedInAsSomeoneElse { kind signedInAs } } }`;
    return this.execute(query, { input: { token, switchAccount } });
  }

  async redeemPin(portal: string, email: string, pin: string): Promise<Answer> {
    const query = `mutation ($input: RedeemPinInput!) { redeemPin(input: $input) { __typename
      ... on SignedIn { kind severalClients portal { slug } } ... on PinRefused { reason message } } }`;
    return this.execute(query, { input: { portal, email, pin } });
  }

  async generatePin(portalAccessId: string): Promise<Answer> {
    const query = `mutation ($input: GeneratePinInput!) { generatePin(input: $input) { digits expiresAt } }`;
    return this.execute(query, { input: { portalAccessId } });
  }

  async sendInvitation(portalAccessId: string): Promise<Answer> {
    const query = `mutation ($input: SendInvitationInput!) { sendInvitation(input: $input) { id } }`;
    return this.execute(query, { input: { portalAccessId } });
  }

  /** The address that is signed in here as a portal account, or null. */
  async me(): Promise<string | null> {
    return (await this.execute('{ me { email } }')).data.me?.email ?? null;
  }

  /** The address that is signed in here as staff, or null. */
  async staff(): Promise<string | null> {
    return (await this.execute('{ staff { email } }')).data.staff?.email ?? null;
  }

  #cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

interface Body {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

function readBody(body: string): Body {
  try {
    return JSON.parse(body) as Body;
  } catch {
    return {};
  }
}
