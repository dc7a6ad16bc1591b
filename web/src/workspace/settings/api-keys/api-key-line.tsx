import { useState } from 'react';

import { type ApiKeyFieldsFragment, RevokeApiKeyDocument } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './api-key-line.module.css';
import { scopeLabels } from './scopes.ts';

/** One key: which it is, what it may do, when it was used, and how to take it back. */
export function ApiKeyLine({ apiKey }: { readonly apiKey: ApiKeyFieldsFragment }) {
  const { name, tokenStart, scopes, createdAt, createdBy, expired, revokedAt } = apiKey;
  return (
    <li>
      <div className={styles.facts}>
        <p>
          <strong>{name}</strong> <code className="soft">{tokenStart}…</code>{' '}
          {revokedAt === null && expired && <Tag tone="stop">Expired</Tag>}
        </p>
        <p>{scopes.map((scope) => scopeLabels[scope].name).join(' · ')}</p>
        <p className="soft small">
          Created <Timestamp at={createdAt} /> by {createdBy} · <LastUse apiKey={apiKey} /> · <End apiKey={apiKey} />
        </p>
      </div>
      {revokedAt === null && <Revoke apiKey={apiKey} />}
    </li>
  );
}

function LastUse({ apiKey: { lastUsedAt } }: { readonly apiKey: ApiKeyFieldsFragment }) {
  if (lastUsedAt === null) return 'never used';
  return (
    <>
      last used <Timestamp at={lastUsedAt} form="full" />
    </>
  );
}

function End({ apiKey: { expiresAt, expired, revokedAt } }: { readonly apiKey: ApiKeyFieldsFragment }) {
  const at = revokedAt ?? expiresAt;
  if (at === null) return 'does not expire';
  const verb = revokedAt === null ? (expired ? 'expired' : 'expires') : 'revoked';
  return (
    <>
      {verb} <Timestamp at={at} form={revokedAt === null ? 'short' : 'full'} />
    </>
  );
}

function Revoke({ apiKey: { id, name, lastUsedAt } }: { readonly apiKey: ApiKeyFieldsFragment }) {
  const toast = useToast();
  const revoke = useMutationAction(RevokeApiKeyDocument);
  const [asking, setAsking] = useState(false);

  async function end() {
    if ((await revoke.run({ input: { apiKeyId: id } })) === undefined) return;
    setAsking(false);
    toast(`The key “${name}” is revoked.`);
  }
  return (
    <>
      <Button small aria-label={`Revoke: ${name}`} onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      {asking && (
        <Confirm
          title={`Revoke the key “${name}”?`}
          confirm="Revoke"
          busy={revoke.busy ? 'Revoking…' : undefined}
          error={revoke.error}
          onConfirm={() => void end()}
          onClose={() => setAsking(false)}
        >
          The program that uses it is refused from now on. This can’t be undone, but you can create another key.{' '}
          {lastUsedAt === null ? (
            'It was never used.'
          ) : (
            <>
              It was last used <Timestamp at={lastUsedAt} form="full" />.
            </>
          )}
        </Confirm>
      )}
    </>
  );
}
