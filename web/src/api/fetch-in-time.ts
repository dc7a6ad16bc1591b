/** How long the server may take, in milliseconds, before the person is told and can try again. */
const patience = 20_000;

/** `fetch`, given up after {@link patience}; rejects like a network that is down. */
export async function fetchInTime(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new DOMException('The server took too long.', 'TimeoutError')), patience);
  const passOn = () => giveUp.abort(init.signal?.reason);
  init.signal?.addEventListener('abort', passOn);
  try {
    const response = await fetch(input, { ...init, signal: giveUp.signal });
    // The time counts until the whole answer is here, not only its first line.
    return new Response(await response.arrayBuffer(), response);
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', passOn);
  }
}
