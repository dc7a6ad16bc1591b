import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';

import {
  ClientOverviewDocument,
  type ClientOverviewQuery,
  type PortalAccessFieldsFragment,
} from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { NotFoundPage } from '../../layout/not-found-page.tsx';
import { useStaff } from '../../session/staff-context.ts';
import { ErrorPage } from '../../ui/error-page.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { formatNames } from '../../ui/format.ts';
import list from '../../ui/list.module.css';
import { deliveryFailed, deliveryLabel } from '../../ui/mail-delivery.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import panel from '../../ui/panel.module.css';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import { ActivityList } from '../activity/activity-list.tsx';
import { LastSignIn } from '../last-sign-in.tsx';
import { ListNavigation } from '../list/list-navigation.tsx';
import { relationshipLabels } from '../relationships.ts';
import styles from './client-overview-page.module.css';
import { nextStep } from './next-step.ts';

type OverviewClient = NonNullable<ClientOverviewQuery['client']>;

/** A client at a glance: who they are, who may sign in for them, and what happened lately. */
export function ClientOverviewPage() {
  const { id = '' } = useParams();
  const { may } = useStaff();
  const {
    data,
    error: cause,
    refetch,
  } = useQuery(ClientOverviewDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  if (data === undefined) {
    if (cause === undefined) return <Skeleton rows={6} />;
    const error = toRequestError(cause);
    if (error.kind === 'not-found') return <NotFoundPage what="client" />;
    return <ErrorPage error={error} onRetry={() => void refetch()} />;
  }
  const { client } = data;
  if (client === null) return <NotFoundPage what="client" />;
  return (
    <>
      <PageHeader
        crumbs={[{ name: 'Clients', to: '/clients' }, { name: client.name }]}
        tab="Client"
        heading={
          <>
            {client.name} {client.archivedAt !== null && <Tag>Archived</Tag>}
          </>
        }
      >
        <Link className={buttonClass({ small: true })} to="edit/portal">
          Client Portal
        </Link>
        <Link className={buttonClass({ kind: 'primary', small: true })} to="edit">
          {may('CLIENTS_WRITE') || may('ACCESS_WRITE') ? 'Edit' : 'Open'}
        </Link>
      </PageHeader>
      <ListNavigation clientId={client.id} part="" />
      <NextStep client={client} />
      <div className={styles.columns}>
        <Contact client={client} />
        <People client={client} />
      </div>
      {may('ACTIVITY_READ') && (
        <ActivityList
          key={client.id}
          clientId={client.id}
          first={5}
          title="Recent activity"
          accesses={client.accesses}
        />
      )}
    </>
  );
}

function NextStep({ client }: { readonly client: OverviewClient }) {
  const step = nextStep(client);
  return (
    <section className={classes(panel.panel, styles.nextStep, step.todo && styles.toDo)} aria-label="What to do next">
      <p>
        {step.text}{' '}
        {step.todo && (
          <Link to={step.where}>{step.where === 'edit/info' ? 'Open Client Info' : 'Open Client Portal'}</Link>
        )}
      </p>
    </section>
  );
}

function Contact({ client }: { readonly client: OverviewClient }) {
  const { phone, phoneUri, reference, lastSignIn } = client;
  return (
    <section className={panel.panel} aria-labelledby="contact">
      <h2 className={panel.title} id="contact">
        Contact
      </h2>
      <Facts>
        <Fact name="Phone">
          {phone === null || phoneUri === null ? <span className="soft">None</span> : <a href={phoneUri}>{phone}</a>}
        </Fact>
        <Fact name="Reference">{reference ?? <span className="soft">None</span>}</Fact>
        <Fact name="Last sign-in" className={text.sentence}>
          <LastSignIn lastSignIn={lastSignIn} />
        </Fact>
      </Facts>
    </section>
  );
}

function People({ client }: { readonly client: OverviewClient }) {
  return (
    <section className={panel.panel} aria-labelledby="people">
      <h2 className={panel.title} id="people">
        People with portal access
      </h2>
      {client.accesses.length === 0 ? (
        <p className="soft">
          Nobody yet. Add an e-mail address in <Link to="edit/portal">Client Portal</Link>.
        </p>
      ) : (
        <ul className={classes(list.divided, styles.people)}>
          {client.accesses.map((access) => (
            <li key={access.id}>
              <span>
                <strong>{access.person}</strong> <Tag>{relationshipLabels[access.relationship]}</Tag>
              </span>
              <span className="wrap-anywhere">{access.email}</span>
              {access.otherClients.length > 0 && (
                <span className="small soft">This address also sees {formatNames(access.otherClients)}.</span>
              )}
              <span className="small">
                <StateOfAccess access={access} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function StateOfAccess({ access }: { readonly access: PortalAccessFieldsFragment }) {
  const { active, bounce, invitation, lastSignIn } = access;
  if (!active) return <span className={text.stop}>Access is off</span>;
  if (bounce !== null) return <span className={text.stop}>Mail came back from this address</span>;
  if (lastSignIn !== null) {
    return (
      <span className="soft">
        Last signed in <Timestamp at={lastSignIn.at} />
      </span>
    );
  }
  if (invitation === null) return <span className="soft">Never invited</span>;
  if (deliveryFailed(invitation.delivery)) {
    return <span className={text.stop}>The invitation {deliveryLabel(invitation.delivery)}</span>;
  }
  return (
    <span className="soft">
      Invited <Timestamp at={invitation.sentAt} />, has not signed in yet
    </span>
  );
}
