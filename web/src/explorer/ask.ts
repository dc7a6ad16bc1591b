const place = 'porchlight.explorer.key';

/** The key that was typed in this tab, or nothing. */
export const keptKey = (): string => sessionStorage.getItem(place) ?? '';

/** Remembers a key until the tab is closed. */
export const keepKey = (key: string): void => sessionStorage.setItem(place, key);

/**
 * Sends an operation with the key. Without one it is sent as nobody: never with the session of whoever is signed in
 * in this browser, who did not come here to act.
 */
export async function ask(
  operation: { query: string; operationName?: string | null; variables?: unknown },
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<object> {
  // A key that does not work must not hide the documentation.
  const key = operation.operationName === 'IntrospectionQuery' ? '' : keptKey().trim();
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'omit',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(key && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as object;
}
