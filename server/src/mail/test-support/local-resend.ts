import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '../../lib/ids.ts';

/** A request to send a mail. */
export interface SendRequest {
  key: string;
  authorization: string;
  body: string;
  mail: {
    from: string;
    to: string[];
    subject: string;
    html: string;
    text: string;
    tags: { name: string; value: string }[];
  };
}

/** How the server treats the next requests. `lost` sends the mail and does not answer; `silent` does neither. */
export type Behavior = 'ok' | 'reset' | 'silent' | 'lost' | Failure | { html: number };

interface Failure {
  status: number;
  name: string;
  headers?: Record<string, string>;
}

/**
 * A server with the part of Resend's API that sending needs, idempotency keys included. `behavior` makes it fail.
 */
export class LocalResend {
  behavior: Behavior = 'ok';
  /** The domains of the account. */
  domains: { name: string; status: string; open_tracking?: boolean; click_tracking?: boolean }[] = [];
  readonly requests: SendRequest[] = [];
  /** The mails that were sent, one for each key. */
  readonly mails: SendRequest[] = [];
  readonly #byKey = new Map<string, { body: string; id: string }>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(port = 0): Promise<LocalResend> {
    const resend = new LocalResend();
    await new Promise<void>((resolve) => resend.#server.listen(port, '127.0.0.1', resolve));
    return resend;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'GET' && request.url?.startsWith('/domains')) return this.#listDomains(response);
    if (request.method !== 'POST' || request.url !== '/emails')
      return json(response, 404, { name: 'not_found', message: 'no' });
    const body = Buffer.concat(chunks).toString();
    const send: SendRequest = {
      key: String(request.headers['idempotency-key']),
      authorization: String(request.headers.authorization),
      body,
      mail: JSON.parse(body) as SendRequest['mail'],
    };
    this.requests.push(send);
    this.#respond(send, request, response);
  }

  #listDomains(response: ServerResponse): void {
    const { behavior } = this;
    if (typeof behavior === 'object' && 'status' in behavior) return fail(response, behavior);
    json(response, 200, { object: 'list', has_more: false, data: this.domains });
  }

  #respond(send: SendRequest, request: IncomingMessage, response: ServerResponse): void {
    const { behavior } = this;
    if (behavior === 'silent') return;
    if (behavior === 'reset') return void request.socket.destroy();
    if (typeof behavior === 'object' && 'html' in behavior)
      return void response.writeHead(behavior.html).end('<h1>Bad gateway</h1>');
    if (typeof behavior === 'object') return fail(response, behavior);

    const before = this.#byKey.get(send.key);
    if (before && before.body !== send.body)
      return json(response, 409, { name: 'invalid_idempotent_request', message: 'another body', statusCode: 409 });
    const id = before?.id ?? newId();
    if (!before) {
      this.#byKey.set(send.key, { body: send.body, id });
      this.mails.push(send);
    }
    if (behavior === 'ok') json(response, 200, { id });
  }
}

function fail(response: ServerResponse, { status, name, headers }: Failure): void {
  json(response, status, { name, message: 'as told', statusCode: status }, headers);
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
