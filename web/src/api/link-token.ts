/**
 * Takes the token of a sign-in link out of the address bar. To be called before anything else
 * happens on a page, so that the token is in no request, no screenshot and no entry of this tab's history.
 * The browser may keep the address that it opened in its history file all the same.
 *
 * @returns the token, or undefined when the address carries none.
 */
export function takeLinkToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token === '') return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

/**
 * Waits until a person can see the page. Browsers and mail programs that load a link ahead of time
 * never show it, and must not use it up.
 */
export function whenVisible(): Promise<void> {
  const seen = () => document.visibilityState === 'visible' && !isPrerendering();
  if (seen()) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!seen()) return;
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('prerenderingchange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    document.addEventListener('prerenderingchange', look);
  });
}

function isPrerendering(): boolean {
  return 'prerendering' in document && document.prerendering === true;
}
