import type { Portal } from '../api/portal.ts';

/** The page after signing in: the home page, or first the choice of a client. */
export function pathAfterSignIn(portal: Portal, severalClients: boolean): string {
  return `/${portal.slug}/${severalClients ? 'choose' : 'home'}`;
}
