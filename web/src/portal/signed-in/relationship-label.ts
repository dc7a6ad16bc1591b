import type { ViewerAccess } from '../../api/portal.ts';

/** What the viewer is to the client whose care they see. */
export function relationshipLabel({ relationship }: ViewerAccess): string {
  return { SELF: 'yourself', PARENT: 'as a parent', GUARDIAN: 'as a guardian', PARTNER: 'as a partner' }[relationship];
}
