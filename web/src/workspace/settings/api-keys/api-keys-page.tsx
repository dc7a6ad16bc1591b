import { useQuery } from '@apollo/client/react';
import { useRef, useState } from 'react';

import { type ApiKeyFieldsFragment, ApiKeysDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useStaff } from '../../session/staff-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorPage } from '../../ui/error-page.tsx';
import list from '../../ui/list.module.css';
import panel from '../../ui/panel.module.css';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ApiKeyLine } from './api-key-line.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { CreatedKey, type CreatedKeyProps } from './created-key.tsx';

/** The keys with which the practice's own programs use the API. */
export function ApiKeysPage() {
  const { may } = useStaff();
  return may('API_KEYS_WRITE') ? <Keys /> : <Notice>The owner of the practice makes the keys for programs.</Notice>;
}

function Keys() {
  const { data, error, refetch } = useQuery(ApiKeysDocument, { fetchPolicy: 'cache-and-network' });
  const heading = useRef<HTMLHeadingElement>(null);
  const [creating, setCreating] = useState(false);
  // Here and nowhere else: when the page is left, the key is gone.
  const [created, setCreated] = useState<Omit<CreatedKeyProps, 'onDone'>>();

  function forget() {
    setCreated(undefined);
    heading.current?.focus();
  }
  if (data === undefined) {
    if (error === undefined) return <Skeleton rows={4} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  const inUse = data.apiKeys.filter((key) => key.revokedAt === null);
  const revoked = data.apiKeys.filter((key) => key.revokedAt !== null);
  return (
    <>
      <Address />
      {created !== undefined && <CreatedKey key={created.token} {...created} onDone={forget} />}
      <section className={panel.panel} aria-labelledby="api-keys">
        <div className={panel.header}>
          <h2 className={panel.title} id="api-keys" tabIndex={-1} ref={heading}>
            API keys
          </h2>
          <Button kind={created === undefined ? 'primary' : undefined} onClick={() => setCreating(true)}>
            Create API key
          </Button>
        </div>
        {inUse.length === 0 ? <NoKeys /> : <KeyList keys={inUse} />}
      </section>
      {revoked.length > 0 && (
        <details className={panel.panel}>
          <summary>Revoked keys ({revoked.length})</summary>
          <KeyList keys={revoked} />
        </details>
      )}
      {creating && (
        <CreateKeyDialog
          onClose={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false);
            setCreated(created);
            void refetch();
          }}
        />
      )}
    </>
  );
}

function Address() {
  const { origin } = new URL(useStaff().practice.portalUrl);
  const address = `${origin}/graphql`;
  return (
    <section className={classes(panel.panel, panel.quiet)} aria-label="Address of the API">
      <p>
        Your programs work with Porchlight at <strong className="wrap-anywhere">{address}</strong>
      </p>
      <CopyButton text={address} what="Address of the API" />
    </section>
  );
}

function NoKeys() {
  return (
    <p className="soft">
      No program has a key yet. Create one for each program, such as your web site or your records system, so that you
      can take back one without stopping the others.
    </p>
  );
}

const KeyList = ({ keys }: { readonly keys: readonly ApiKeyFieldsFragment[] }) => (
  <ul className={classes(list.divided, list.withActions)}>
    {keys.map((key) => (
      <ApiKeyLine key={key.id} apiKey={key} />
    ))}
  </ul>
);
