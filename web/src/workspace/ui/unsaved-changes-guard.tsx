import { useEffect } from 'react';
import { useBlocker } from 'react-router';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before a form with unsaved changes is left, inside the workspace and out of it. */
export function UnsavedChangesGuard({ dirty }: { readonly dirty: boolean }) {
  // Whoever is signed out cannot save any more; asking them to stay would be no help.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== '/sign-in',
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title="Leave without saving?"
      onDismiss={() => blocker.reset()}
      actions={
        <>
          <Button onClick={() => blocker.reset()}>Stay on this page</Button>
          <Button kind="stop" onClick={() => blocker.proceed()}>
            Leave without saving
          </Button>
        </>
      }
    >
      <p>You have changes here that are not saved yet.</p>
    </Dialog>
  );
}
