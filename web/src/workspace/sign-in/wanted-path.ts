const key = 'porchlight.wanted';

/** The path only: a search may hold a client's name, and nothing of a client is kept in the browser. */
export function rememberWantedPath(path: string): void {
  sessionStorage.setItem(key, path);
}

/** Where this browser tab wanted to go before it was asked to sign in; asked once, then forgotten. */
export function takeWantedPath(): string {
  const path = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return path?.startsWith('/') === true && !path.startsWith('//') ? path : '/clients';
}
