const storageKey = 'porchlight.explorer.key';

/** The key that was typed in this tab, or nothing. */
export const storedKey = (): string => sessionStorage.getItem(storageKey) ?? '';

/** Remembers a key until the tab is closed. */
export const storeKey = (key: string): void => sessionStorage.setItem(storageKey, key);

/**
 * Sends an operation with the key. Without a key it is sent without any session, so that nobody acts as
 * whoever happens to be signed in in this browser.
 */
export async function fetcher(
  operation: { query: string; operationName?: string | null; variables?: unknown },
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<object> {
  // A key that does not work must not hide the documentation.
  const key = operation.operationName === 'IntrospectionQuery' ? '' : storedKey().trim();
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
