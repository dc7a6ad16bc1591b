import { useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { toFault } from '../../api/fault.ts';
import { SignOutDeviceDocument } from '../../api/generated/both/graphql.ts';
import { StaffDevicesDocument, type StaffDevicesQuery } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { SignOutEverywhere } from '../layout/sign-out-everywhere.tsx';
import { useSignedOut } from '../sign-in/use-signed-out.ts';
import { FaultPage } from '../ui/fault-page.tsx';
import { PageTop } from '../ui/page-top.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toasts.tsx';
import { When } from '../ui/when.tsx';
import { useMutate } from '../use-mutate.ts';

type Device = NonNullable<StaffDevicesQuery['staff']>['devices'][number];

/** Where the staff member is signed in, and how to end it. */
export function DevicesPage() {
  const { data, error, refetch } = useQuery(StaffDevicesDocument, { fetchPolicy: 'cache-and-network' });
  const devices = data?.staff?.devices;
  return (
    <>
      <PageTop crumbs={[]} tab="Your devices" heading="Your devices" />
      {devices === undefined && error === undefined && <Skeleton rows={3} />}
      {devices === undefined && error !== undefined && (
        <FaultPage fault={toFault(error)} onRetry={() => void refetch()} />
      )}
      {devices !== undefined && (
        <>
          <section className="panel" aria-label="Devices signed in">
            <ul className="devices">
              {devices.map((device) => (
                <DeviceLine key={device.id} device={device} reload={async () => void (await refetch())} />
              ))}
            </ul>
          </section>
          <Everywhere />
        </>
      )}
    </>
  );
}

function DeviceLine({ device, reload }: { readonly device: Device; readonly reload: () => Promise<void> }) {
  const toast = useToast();
  const signedOut = useSignedOut();
  const signOut = useMutate(SignOutDeviceDocument);

  async function end() {
    const done = await signOut.run({ kind: 'STAFF', id: device.id });
    if (done === undefined) return;
    if (device.current) return signedOut('asked');
    toast(`${device.name} is signed out.`);
    await reload();
  }
  return (
    <li>
      <div>
        <p>
          <strong>{device.name}</strong> {device.current && <span className="tag tag-good">This device</span>}
        </p>
        <p className="soft small">
          Signed in <When at={device.signedInAt} form="full" /> · last used{' '}
          <When at={device.lastActiveAt} form="full" />
        </p>
        {signOut.fault !== undefined && <FaultNotice fault={signOut.fault} />}
      </div>
      <Button
        small
        aria-label={`Sign out: ${device.name}`}
        busy={signOut.busy ? 'Signing out…' : undefined}
        onClick={() => void end()}
      >
        Sign out
      </Button>
    </li>
  );
}

function Everywhere() {
  const [asking, setAsking] = useState(false);
  return (
    <div className="form-actions">
      <Button kind="stop" small onClick={() => setAsking(true)}>
        Sign out everywhere…
      </Button>
      {asking && <SignOutEverywhere onClose={() => setAsking(false)} />}
    </div>
  );
}
