import { useState } from 'react';

import { portalOperations } from '../../api/load-portal-operations.ts';
import type { Device } from '../../api/portal.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { recentTime } from '../../ui/format-time.ts';
import page from '../page.module.css';
import { SlowNotice } from '../slow-notice.tsx';
import card from './card.module.css';
import styles from './devices.module.css';
import { useViewerAction } from './use-viewer-action.ts';
import type { ViewerPageProps } from './viewer-page.ts';

/** Where this person is signed in, with the ways to sign out. */
export function Devices({ viewer, onViewer, onLeave }: ViewerPageProps) {
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState('');
  const signingOut = useViewerAction(onLeave, async (everywhere: boolean) => {
    await (await portalOperations()).signOut(everywhere);
    onLeave(everywhere ? 'everywhere' : 'signed-out');
  });
  const endingOther = useViewerAction(onLeave, async ({ id, name }: Device) => {
    setDone('');
    const { me, signOutDevice } = await portalOperations();
    await signOutDevice(id);
    setDone(`${name} is signed out.`);
    const now = await me();
    if (now) onViewer(now);
    else onLeave('elsewhere');
  });
  const error = signingOut.error ?? endingOther.error;

  return (
    <section className={card.card}>
      <h2>Devices signed in</h2>
      <ul className={styles.devices}>
        {viewer.devices.map((device) => (
          <li key={device.id}>
            <DeviceWords device={device} />
            {!device.current && (
              <Button
                aria-label={`Sign out ${device.name}`}
                unavailable={endingOther.busy}
                onClick={() => void endingOther.run(device)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="live-region" aria-live="polite">
        {done}
      </p>
      <div className={page.choices}>
        <Button
          busy={signingOut.busy && !asking ? 'Signing out…' : undefined}
          onClick={() => void signingOut.run(false)}
        >
          Sign out here
        </Button>
        <Button kind="stop" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </div>
      <SlowNotice slow={signingOut.slow || endingOther.slow} />
      {error && !asking && <ErrorNotice error={error} />}
      {asking && (
        <Dialog
          title="Sign out everywhere?"
          onDismiss={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Not now</Button>
              <Button
                kind="stop"
                busy={signingOut.busy ? 'Signing out…' : undefined}
                onClick={() => void signingOut.run(true)}
              >
                Sign out everywhere
              </Button>
            </>
          }
        >
          <p>Every device signed in with your address is signed out, this one too. To come back, ask for a new link.</p>
          {signingOut.error && <ErrorNotice error={signingOut.error} />}
        </Dialog>
      )}
    </section>
  );
}

function DeviceWords({ device }: { readonly device: Device }) {
  return (
    <div>
      <p>
        <strong>{device.name}</strong>
      </p>
      {device.current && <p className={card.signedIn}>This device</p>}
      <p className="soft small">
        Signed in {recentTime(device.signedInAt)}, with a {device.method === 'PIN' ? 'Pin code' : 'link'}
        {!device.current && <>. Last used {recentTime(device.lastActiveAt)}</>}
      </p>
    </div>
  );
}
