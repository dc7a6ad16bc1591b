import { connect, type Socket } from 'node:net';

/** One request, ready to be sent. */
export interface Request {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Response {
  status: number;
  head: string;
  body: string;
}

/**
 * One connection that stays open and carries one request at a time. It knows just enough HTTP for
 * the servers measured here, so that the load costs far less than what is measured.
 */
export class HttpClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #settle: { resolve: (response: Response) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    const fail = (error: Error) => this.#settle?.reject(error);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed the connection')));
  }

  static async open(origin: string): Promise<HttpClient> {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new HttpClient(socket);
  }

  send({ method, path, headers = {}, body = '' }: Request): Promise<Response> {
    let head = `${method} ${path} HTTP/1.1\r\nhost: portal.bench.example\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    if (method === 'POST') head += `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    this.#received = Buffer.alloc(0);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(`${head}\r\n${body}`);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const body = readBody(head, this.#received.subarray(headEnd + 4));
    if (body === undefined) return;
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }
}

/** The body, once all of it is there. */
function readBody(head: string, received: Buffer): string | undefined {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return received.length >= Number(length) ? received.toString('utf8') : undefined;
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return '';
  const text = received.toString('utf8');
  if (!text.endsWith('0\r\n\r\n')) return undefined;
  return text.replaceAll(/(?:^|\r\n)[\da-f]+\r\n/gi, '');
}

/** The value of a cookie that the answer sets, as `name=value`. */
export function cookieOf({ head }: Response): string {
  return [...head.matchAll(/\r\nset-cookie: ([^=]+=[^;]+)/gi)].map((match) => match[1]).join('; ');
}
