import { type OutgoingHttpHeaders, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** How long the headers of a request may take to arrive, in milliseconds. */
export const headersWithinMs = 10_000;

/** How long a whole request may take to arrive, in milliseconds: a list of 5 MB over half a megabit needs 80 seconds. */
export const requestWithinMs = 120_000;

/**
 * Answers what never becomes a request, and so reaches no route: what is not HTTP, headers that are too large, and a
 * request that takes too long to arrive. Fastify's own answer lacks the security headers.
 */
export function answerUnreadable(headers: OutgoingHttpHeaders): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = statusOf[error.code ?? ''] ?? 400;
    const body = JSON.stringify({ error: sentences[status] });
    const all = {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${String(value)}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'), () => socket.destroy());
  };
}

const statusOf: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

const sentences: Readonly<Record<number, string>> = {
  400: 'This is not a request that can be read.',
  408: 'The request took too long to arrive.',
  431: 'The headers of the request are too large.',
};
