const key = 'porchlight.wanted';

/** Stores where to go after signing in; only the path, because a search may hold a client's name. */
export function rememberReturnPath(path: string): void {
  sessionStorage.setItem(key, path);
}

/** Returns and removes the stored path; the list of clients when there is none. */
export function takeReturnPath(): string {
  const path = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return path?.startsWith('/') === true && !path.startsWith('//') ? path : '/clients';
}
