/** How long the server may take, in milliseconds, before the person is told and can try again. */
const timeoutMs = 20_000;

/** `fetch`, given up after {@link timeoutMs}; rejects like a network that is down. */
export async function fetchWithTimeout(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException('The server took too long.', 'TimeoutError')),
    timeoutMs,
  );
  const forwardAbort = () => controller.abort(init.signal?.reason);
  init.signal?.addEventListener('abort', forwardAbort);
  try {
    const response = await fetch(input, { ...init, signal: controller.signal });
    // The time counts until the whole answer is here, not only its first line.
    return new Response(await response.arrayBuffer(), response);
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', forwardAbort);
  }
}
