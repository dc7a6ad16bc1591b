import type { Viewer } from '../../api/portal.ts';
import type { SignOutReason } from '../sign-out-notice.ts';

/** What a page of a signed-in person gets. */
export interface ViewerPageProps {
  readonly viewer: Viewer;
  readonly onViewer: (viewer: Viewer) => void;
  /** Leads back to the sign-in page, which says why. */
  readonly onLeave: (reason: SignOutReason) => void;
}
