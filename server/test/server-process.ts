import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onExit } from './on-exit.ts';
import { type RequestTarget, ApiClient } from './api-client.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

// None may outlive the tests, whatever became of them.
const running = new Set<ChildProcess>();
onExit(() => running.forEach((child) => child.kill('SIGKILL')));

/** The built product, running in a process of its own. */
export class ServerProcess {
  /** What it has written so far, its log included. */
  output = '';
  /** Its exit code, once it has ended; null when it was killed. */
  readonly ended: Promise<number | null>;

  private constructor(
    readonly origin: string,
    private readonly child: ChildProcess,
  ) {
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => void (this.output += chunk));
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        running.delete(child);
        resolve(code);
      });
    });
  }

  /**
   * Starts a server, and does not wait for it.
   *
   * @param options.node options of Node.
   * @param options.enter what runs a command in another network, before the command.
   */
  static async launch(
    environment: Record<string, string>,
    { node = [], enter = [] }: { node?: string[]; enter?: string[] } = {},
  ): Promise<ServerProcess> {
    const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
    const port = environment['PORT'] ?? String(await freePort());
    const [program, ...args] = [...enter, process.execPath, '--enable-source-maps', ...node, main] as [string];
    const child = spawn(program, args, {
      env: { PATH, HOME, NODE_COMPILE_CACHE, LOG_LEVEL: 'warn', DEMO: 'off', ...environment, PORT: port },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProcess(`http://${environment['HOST'] ?? 'localhost'}:${port}`, child);
  }

  /** Starts a server and waits until it is ready; what it says on the way goes into the error when it is not. */
  static async start(environment: Record<string, string>): Promise<ServerProcess> {
    const server = await ServerProcess.launch(environment);
    await server.ready();
    return server;
  }

  async ready(): Promise<void> {
    while (!(await isReady(this.origin))) {
      if (this.child.exitCode !== null) throw new Error(`The server ended at once:\n${this.output}`);
      await setTimeout(50);
    }
  }

  /** A browser or a program that calls this server. */
  apiClient(headers: Record<string, string> = {}): ApiClient {
    return new ApiClient(this.requestTarget, headers);
  }

  /** Calls this server with the cookies that another server has set. */
  withCookiesOf(apiClient: ApiClient): ApiClient {
    const copy = this.apiClient();
    for (const [name, value] of apiClient.cookies) copy.cookies.set(name, value);
    return copy;
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to end. @returns its exit code; null when it had to be killed. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  get requestTarget(): RequestTarget {
    return {
      inject: async ({ method, url, headers, payload }) => {
        const answer = await fetch(this.origin + url, { method, headers, body: payload });
        return {
          statusCode: answer.status,
          headers: Object.fromEntries(answer.headers),
          cookies: answer.headers.getSetCookie().map(readCookie),
          body: await answer.text(),
        };
      },
    };
  }
}

function readCookie(line: string): { name: string; value: string } {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  return { name, value };
}

async function isReady(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
  return answer?.ok === true;
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
