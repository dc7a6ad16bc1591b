import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import type { ViewerKind } from '../sessions/session.ts';
import type { LinkRefusal } from './link/redeem-link.ts';

/** The message for a link that does not work. */
export function refusalMessages(reason: LinkRefusal, kind: ViewerKind, lifetimeMinutes: number): string {
  switch (reason) {
    case 'superseded':
      return 'There is a newer link in your inbox. This one no longer works.';
    case 'already-used':
      return 'This link has done its job already. Each link works once.';
    case 'expired':
      return `This link was good for ${formatLifetime(lifetimeMinutes)}, and that time is over.`;
    case 'not-valid':
      return kind === 'staff'
        ? 'This link does not work. Ask for a new one.'
        : 'This link does not work. It may be incomplete, or very old.';
  }
}
