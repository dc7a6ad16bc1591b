import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { notReady, retryAfterSeconds } from './health.route.ts';

/** The address of the server. */
export interface Listening {
  host: string;
  port: number;
}

/** Thrown when the server cannot listen on its address; the message is for operators. */
export class ListenError extends Error {
  constructor({ host, port }: Listening, { code, message }: NodeJS.ErrnoException) {
    super(whyNot[code ?? '']?.(host, port) ?? `Nobody can listen on HOST ${host} and PORT ${port}: ${message}.`);
  }
}

const notHere = (host: string) =>
  `HOST ${host} is no address of this machine. Set it to one, to 127.0.0.1, or to 0.0.0.0 for every network.`;

const whyNot: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `Port ${port} is taken by another program. Stop it, or set PORT to another one.`,
  EACCES: (_host, port) => `Port ${port} needs rights that this account does not have. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: notHere,
  ENOTFOUND: notHere,
  EAI_AGAIN: notHere,
};

/**
 * Listens on the port and answers that the server is starting, while it waits for its database.
 *
 * @returns a function that stops listening.
 * @throws ListenError
 */
export async function answerWhileStarting(where: Listening): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const alive = request.url === '/healthz';
    response.writeHead(alive ? 200 : 503, {
      'content-type': 'application/json; charset=utf-8',
      ...(!alive && { 'retry-after': retryAfterSeconds }),
    });
    response.end(JSON.stringify(alive ? { status: 'ok' } : notReady('starting')));
  });
  await listen(server, where);
  return async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
}

async function listen(server: Server, where: Listening): Promise<void> {
  try {
    server.listen(where);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(where, error as NodeJS.ErrnoException);
  }
}
