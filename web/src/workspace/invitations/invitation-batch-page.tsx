import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useParams } from 'react-router';

import { toFault } from '../../api/fault.ts';
import {
  type BatchHeadFragment,
  CancelInvitationsDocument,
  InvitationBatchDocument,
  PauseInvitationsDocument,
  ResumeInvitationsDocument,
} from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { counted } from '../imports/wording.ts';
import { Confirm } from '../ui/confirm.tsx';
import { FaultPage } from '../ui/fault-page.tsx';
import { PageTop } from '../ui/page-top.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { When } from '../ui/when.tsx';
import { useMutate } from '../use-mutate.ts';
import { usePolling } from '../use-polling.ts';
import { BatchInvitations } from './batch-invitations.tsx';
import { audienceNames } from './wording.ts';

const headings: Readonly<Record<BatchHeadFragment['state'], string>> = {
  RUNNING: 'Sending invitations…',
  PAUSED: 'Invitations paused',
  DONE: 'Invitations sent',
  CANCELLED: 'Invitations cancelled',
};

/** One batch of invitations: how far it is, and what became of each person's. Its address survives a reload. */
export function InvitationBatchPage() {
  const { id = '' } = useParams();
  const { data, error, refetch, startPolling, stopPolling } = useQuery(InvitationBatchDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const batch = data?.invitationBatch ?? undefined;
  usePolling(batch?.state === 'RUNNING' || batch?.state === 'PAUSED', startPolling, stopPolling);
  const fault = error === undefined ? undefined : toFault(error);
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Invitations', to: '/clients/invitations' },
    { name: 'Batch' },
  ];
  return (
    <>
      <PageTop
        crumbs={crumbs}
        tab="Invitations"
        heading={batch === undefined ? 'Invitations' : headings[batch.state]}
      />
      {fault !== undefined && batch === undefined && <FaultPage fault={fault} onRetry={() => void refetch()} />}
      {fault !== undefined && batch !== undefined && <FaultNotice fault={fault} onRetry={() => void refetch()} />}
      {batch === undefined && fault === undefined && <Skeleton rows={6} />}
      {batch !== undefined && (
        <>
          <Progress batch={batch} />
          <BatchInvitations batch={batch} />
        </>
      )}
    </>
  );
}

function Progress({ batch }: { readonly batch: BatchHeadFragment }) {
  const { state, audience, startedAt, startedBy, finishedAt, counts } = batch;
  const left = counts.skipped + counts.failed;
  return (
    <section className="panel">
      <ProgressBar
        label="Invitations"
        done={counts.people - counts.waiting}
        total={counts.people}
        still={state !== 'RUNNING'}
      />
      <p>
        {counts.sent.toLocaleString('en-US')} sent
        {counts.waiting > 0 && `, ${counts.waiting.toLocaleString('en-US')} waiting`}
        {left > 0 && `, ${left.toLocaleString('en-US')} not sent`}.
      </p>
      <p className="soft">
        {audienceNames[audience]}. Started <When at={startedAt} form="full" />
        {startedBy !== null && ` by ${startedBy}`}
        {finishedAt !== null && (
          <>
            , ended <When at={finishedAt} form="full" />
          </>
        )}
        .
      </p>
      {counts.later > 0 && (
        <p className="soft">
          {counted(counts.later, 'person', 'people')} got many mails within the hour; theirs is tried again later.
        </p>
      )}
      {(state === 'RUNNING' || state === 'PAUSED') && <BatchControls batch={batch} />}
    </section>
  );
}

function BatchControls({ batch }: { readonly batch: BatchHeadFragment }) {
  const [asking, setAsking] = useState(false);
  const pause = useMutate(PauseInvitationsDocument);
  const resume = useMutate(ResumeInvitationsDocument);
  const cancel = useMutate(CancelInvitationsDocument);
  const paused = batch.state === 'PAUSED';
  const toggle = paused ? resume : pause;
  const input = { batchId: batch.id };
  return (
    <>
      <p className="soft">
        {paused
          ? 'Nothing is sent until somebody resumes it.'
          : 'You can leave this page or close the browser; the invitations go on.'}
      </p>
      {toggle.fault !== undefined && <FaultNotice fault={toggle.fault} />}
      <div className="form-actions">
        <Button
          kind={paused ? 'primary' : 'plain'}
          busy={toggle.busy ? 'One moment…' : undefined}
          onClick={() => void toggle.run({ input })}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button onClick={() => setAsking(true)}>Stop sending</Button>
      </div>
      {asking && (
        <Confirm
          title="Stop sending?"
          confirm="Stop sending"
          busy={cancel.busy ? 'Stopping…' : undefined}
          fault={cancel.fault}
          onConfirm={() => void cancel.run({ input })}
          onClose={() => setAsking(false)}
        >
          {counted(batch.counts.waiting, 'invitation')} will not be sent. What was sent is sent. You can invite the
          others later.
        </Confirm>
      )}
    </>
  );
}
