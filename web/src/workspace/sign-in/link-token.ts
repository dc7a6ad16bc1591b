import { takeLinkToken } from '../../api/link-token.ts';

let kept: string | undefined;

/**
 * Takes a sign-in link's token (`/staff/link#TOKEN`) out of the address bar and keeps it in this
 * page's memory, and nowhere else, until {@link forgetLinkToken}.
 */
export function keepLinkToken(): string | undefined {
  if (window.location.pathname.endsWith('/staff/link')) kept = takeLinkToken() ?? kept;
  return kept;
}

export function forgetLinkToken(): void {
  kept = undefined;
}
