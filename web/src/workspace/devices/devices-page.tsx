import { useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { SignOutDeviceDocument } from '../../api/generated/session/graphql.ts';
import { StaffDevicesDocument, type StaffDevicesQuery } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { SignOutEverywhere } from '../layout/sign-out-everywhere.tsx';
import { useSignedOut } from '../session/use-signed-out.ts';
import actions from '../ui/actions.module.css';
import { ErrorPage } from '../ui/error-page.tsx';
import list from '../ui/list.module.css';
import { PageHeader } from '../ui/page-header.tsx';
import panel from '../ui/panel.module.css';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag } from '../ui/tag.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { useToast } from '../ui/toasts.tsx';

type Device = NonNullable<StaffDevicesQuery['staff']>['devices'][number];

/** Where the staff member is signed in, and how to end it. */
export function DevicesPage() {
  const { data, error, refetch } = useQuery(StaffDevicesDocument, { fetchPolicy: 'cache-and-network' });
  const devices = data?.staff?.devices;
  return (
    <>
      <PageHeader crumbs={[]} tab="Your devices" heading="Your devices" />
      {devices === undefined && error === undefined && <Skeleton rows={3} />}
      {devices === undefined && error !== undefined && (
        <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />
      )}
      {devices !== undefined && (
        <>
          <section className={panel.panel} aria-label="Devices signed in">
            <ul className={classes(list.divided, list.withActions)}>
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
  const signOut = useMutationAction(SignOutDeviceDocument);

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
          <strong>{device.name}</strong> {device.current && <Tag tone="good">This device</Tag>}
        </p>
        <p className="soft small">
          Signed in <Timestamp at={device.signedInAt} form="full" /> · last used{' '}
          <Timestamp at={device.lastActiveAt} form="full" />
        </p>
        {signOut.error !== undefined && <ErrorNotice error={signOut.error} />}
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
    <div className={actions.actions}>
      <Button kind="stop" small onClick={() => setAsking(true)}>
        Sign out everywhere…
      </Button>
      {asking && <SignOutEverywhere onClose={() => setAsking(false)} />}
    </div>
  );
}
