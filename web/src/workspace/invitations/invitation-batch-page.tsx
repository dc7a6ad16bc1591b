import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useParams } from 'react-router';

import {
  CancelInvitationsDocument,
  InvitationBatchDocument,
  type InvitationBatchFieldsFragment,
  PauseInvitationsDocument,
  ResumeInvitationsDocument,
} from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { usePolling } from '../api/use-polling.ts';
import actions from '../ui/actions.module.css';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { formatCount } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import panel from '../ui/panel.module.css';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { BatchInvitations } from './batch-invitations.tsx';
import { audienceLabels } from './labels.ts';

const headings: Readonly<Record<InvitationBatchFieldsFragment['state'], string>> = {
  RUNNING: 'Sending invitations…',
  PAUSED: 'Invitations paused',
  DONE: 'Invitations sent',
  CANCELLED: 'Invitations cancelled',
};

/** One batch of invitations: how far it is, and what became of each person's. Its address survives a reload. */
export function InvitationBatchPage() {
  const { id = '' } = useParams();
  const {
    data,
    error: cause,
    refetch,
    startPolling,
    stopPolling,
  } = useQuery(InvitationBatchDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const batch = data?.invitationBatch ?? undefined;
  usePolling(batch?.state === 'RUNNING' || batch?.state === 'PAUSED', startPolling, stopPolling);
  const error = cause && toRequestError(cause);
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Invitations', to: '/clients/invitations' },
    { name: 'Batch' },
  ];
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        tab="Invitations"
        heading={batch === undefined ? 'Invitations' : headings[batch.state]}
      />
      {error !== undefined && batch === undefined && <ErrorPage error={error} onRetry={() => void refetch()} />}
      {error !== undefined && batch !== undefined && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {batch === undefined && error === undefined && <Skeleton rows={6} />}
      {batch !== undefined && (
        <>
          <Progress batch={batch} />
          <BatchInvitations batch={batch} />
        </>
      )}
    </>
  );
}

function Progress({ batch }: { readonly batch: InvitationBatchFieldsFragment }) {
  const { state, audience, startedAt, startedBy, finishedAt, counts } = batch;
  const left = counts.skipped + counts.failed;
  return (
    <section className={panel.panel}>
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
        {audienceLabels[audience]}. Started <Timestamp at={startedAt} form="full" />
        {startedBy !== null && ` by ${startedBy}`}
        {finishedAt !== null && (
          <>
            , ended <Timestamp at={finishedAt} form="full" />
          </>
        )}
        .
      </p>
      {counts.later > 0 && (
        <p className="soft">
          {formatCount(counts.later, 'person', 'people')} got many mails within the hour; theirs is tried again later.
        </p>
      )}
      {(state === 'RUNNING' || state === 'PAUSED') && <BatchControls batch={batch} />}
    </section>
  );
}

function BatchControls({ batch }: { readonly batch: InvitationBatchFieldsFragment }) {
  const [asking, setAsking] = useState(false);
  const pause = useMutationAction(PauseInvitationsDocument);
  const resume = useMutationAction(ResumeInvitationsDocument);
  const cancel = useMutationAction(CancelInvitationsDocument);
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
      {toggle.error !== undefined && <ErrorNotice error={toggle.error} />}
      <div className={actions.actions}>
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
          error={cancel.error}
          onConfirm={() => void cancel.run({ input })}
          onClose={() => setAsking(false)}
        >
          {formatCount(batch.counts.waiting, 'invitation')} will not be sent. What was sent is sent. You can invite the
          others later.
        </Confirm>
      )}
    </>
  );
}
