import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isAllowedAddress, type WebhookTargets } from './allowed-address.ts';
import { privateAddress } from './read-endpoint.ts';
import type { TryResult } from './webhook-delivery.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** Resolves a name to all its IP addresses. */
export type ResolveName = (
  name: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveBySystem: ResolveName = (name, done) => lookUpName(name, { all: true, verbatim: true }, done);

class AddressRefused extends Error {}

/**
 * Posts a body once. It follows no redirect, keeps no connection, and reads no more of the answer than is shown.
 * It resolves the name, checks the addresses and connects to one of these, so that DNS rebinding has no effect.
 */
export async function postWebhook(
  url: string,
  message: { headers: Record<string, string>; body: string },
  { httpsOnly, allowedNetworks }: WebhookTargets,
  resolve: ResolveName = resolveBySystem,
): Promise<TryResult> {
  try {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && httpsOnly) return failed('The address has to begin with https://.');
    const host = hostname.replace(/^\[|\]$/g, '');
    // An IP address is not resolved, so it is checked here.
    if (isIP(host) && !isAllowedAddress(host, allowedNetworks)) return failed(privateAddress);
    const signal = AbortSignal.timeout(webhookPolicy.timeoutMs);
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...message.headers, 'content-length': String(Buffer.byteLength(message.body)) },
      lookup: checkedLookup(allowedNetworks, resolve),
    });
    return await answerTo(request, message.body);
  } catch (error) {
    return failed(problemOf(error));
  }
}

/** Resolves a name, and refuses it when any of its addresses is not allowed. */
function checkedLookup(allowedNetworks: readonly string[], resolve: ResolveName): LookupFunction {
  return (name, options, done) =>
    resolve(name, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? new Error(`no address for ${name}`), '', 0);
      if (!addresses.every(({ address }) => isAllowedAddress(address, allowedNetworks))) {
        return done(new AddressRefused(privateAddress), '', 0);
      }
      if (options.all) (done as unknown as (error: null, all: LookupAddress[]) => void)(null, addresses);
      else done(null, first.address, first.family);
    });
}

async function answerTo(request: ClientRequest, body: string): Promise<TryResult> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
  const status = response.statusCode ?? 0;
  const problem = status >= 200 && status < 300 ? null : `It answered with status ${status}.`;
  const answer = await beginningOf(response);
  request.destroy();
  return { status, answer, problem };
}

/** Reads the beginning of an answer; the status counts even when the body breaks off. */
async function beginningOf(response: IncomingMessage): Promise<string | null> {
  const most = webhookPolicy.answerLength;
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length >= most * 4) break;
    }
  } catch {
    // The part that arrived is enough.
  }
  const text = Buffer.concat(pieces)
    .toString()
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return text === '' ? null : [...text].slice(0, most).join('');
}

const failed = (problem: string): TryResult => ({ status: null, answer: null, problem });

const words: Readonly<Record<string, string>> = {
  ABORT_ERR: 'It did not answer within 10 seconds.',
  ECONNREFUSED: 'Nothing answers at this address.',
  ECONNRESET: 'The connection broke off.',
  ENOTFOUND: 'There is no server of this name.',
  EAI_AGAIN: 'The name could not be looked up.',
  ETIMEDOUT: 'It could not be reached.',
  EHOSTUNREACH: 'It could not be reached.',
  ENETUNREACH: 'It could not be reached.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
};

function problemOf(error: unknown): string {
  const { code = '', name } = error as { code?: string; name?: string };
  if (error instanceof AddressRefused) return privateAddress;
  if (name === 'TimeoutError') return 'It did not answer within 10 seconds.';
  if (/CERT|SIGNATURE|TLS|SSL/.test(code) && !words[code]) return 'Its certificate could not be verified.';
  return words[code] ?? 'It could not be reached.';
}
