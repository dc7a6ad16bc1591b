import { useQuery } from '@apollo/client/react';
import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { Link, useNavigate, useSearchParams } from 'react-router';

import {
  InvitationPreviewDocument,
  type InvitationPreviewQuery,
  StartInvitationsDocument,
} from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { useStaff } from '../session/staff-context.ts';
import actions from '../ui/actions.module.css';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { formatCount } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import panel from '../ui/panel.module.css';
import { Skeleton } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toasts.tsx';

/** Says how many mails go out, and from whom, before any of them does. */
export function NewInvitationsPage() {
  const [params] = useSearchParams();
  const importId = params.get('import');
  const audience = importId === null ? 'NEVER_INVITED' : 'IMPORT';
  const { data, error, refetch } = useQuery(InvitationPreviewDocument, {
    variables: { audience, importId },
    fetchPolicy: 'network-only',
  });
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Invitations', to: '/clients/invitations' },
    { name: 'Invite' },
  ];
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        tab="Invite"
        heading={importId === null ? 'Invite clients' : 'Invite the new people'}
      />
      {error !== undefined && <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />}
      {error === undefined && data === undefined && <Skeleton rows={4} />}
      {data !== undefined && <Start data={data} importId={importId} />}
    </>
  );
}

function Start({ data, importId }: { readonly data: InvitationPreviewQuery; readonly importId: string | null }) {
  const { people, mails, withoutAddress, from } = data.invitationPreview;
  const { practice } = useStaff();
  const navigate = useNavigate();
  const toast = useToast();
  const start = useMutationAction(StartInvitationsDocument);
  const underWay = data.invitationBatches.find(({ state }) => state === 'RUNNING' || state === 'PAUSED');

  async function invite() {
    const audience = importId === null ? 'NEVER_INVITED' : 'IMPORT';
    const result = (await start.run({ input: { audience, importId } }))?.startInvitations;
    if (result === undefined) return;
    if (result.__typename === 'InvitationsUnderWay') {
      toast('Invitations are being sent already. This is how far they are.');
      void navigate(`/clients/invitations/${result.batch.id}`, { replace: true });
    } else {
      void navigate(`/clients/invitations/${result.id}`, { replace: true });
    }
  }
  if (underWay !== undefined) {
    return (
      <EmptyState title="Invitations are being sent already">
        <p>Your practice sends one batch at a time. Wait until it is done, or cancel it.</p>
        <Link className={buttonClass({ kind: 'primary' })} to={`/clients/invitations/${underWay.id}`}>
          See how far it is
        </Link>
      </EmptyState>
    );
  }
  if (people === 0) {
    return (
      <EmptyState title="Nobody is left to invite">
        <p>
          Everyone who can be invited has been invited.
          {withoutAddress > 0 && ` ${formatCount(withoutAddress, 'client')} can’t be: they have no e-mail address.`}
        </p>
        <Link className={buttonClass({})} to="/clients">
          Go to the clients
        </Link>
      </EmptyState>
    );
  }
  return (
    <section className={panel.panel}>
      <h2 className={panel.title}>
        {formatCount(mails, 'mail')} to {formatCount(people, 'person', 'people')}
      </h2>
      <Facts>
        <Fact name="To">
          {importId === null
            ? 'Everyone in care whose access is on and who was never invited'
            : 'The people of this import whose access is on and who were never invited'}
        </Fact>
        <Fact name="From">
          {from}{' '}
          <span className="soft">
            (the name in mails, from <Link to="/settings/portal">Settings › Portal</Link>)
          </span>
        </Fact>
        <Fact name="What they get">
          A link that signs them in with nothing to type. It works once, for{' '}
          {formatLifetime(practice.linkLifetimeMinutes)}.
        </Fact>
        {mails < people && (
          <Fact name="One mail each">
            People who share an address, or have access to several clients, get one mail.
          </Fact>
        )}
        {withoutAddress > 0 && (
          <Fact name="Left out">{formatCount(withoutAddress, 'client')} without an e-mail address</Fact>
        )}
      </Facts>
      <p className="soft">
        They go out little by little, so that nobody who signs in has to wait. You can pause and cancel at any time.
      </p>
      {start.error !== undefined && <ErrorNotice error={start.error} />}
      <div className={actions.actions}>
        <Button kind="primary" busy={start.busy ? 'Starting…' : undefined} onClick={() => void invite()}>
          Send {formatCount(mails, 'invitation')}
        </Button>
        <Link className={buttonClass({})} to="/clients">
          Not now
        </Link>
      </div>
    </section>
  );
}
