import type { Portal } from '../api/portal.ts';

/** Where somebody goes who has just signed in: to their portal, or first to choose for whom. */
export function pathAfterSignIn(portal: Portal, severalClients: boolean): string {
  return `/${portal.slug}/${severalClients ? 'choose' : 'home'}`;
}
