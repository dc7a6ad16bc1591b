import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';

import {
  RotateWebhookSecretDocument,
  type WebhookFieldsFragment,
  WebhookSecretDocument,
} from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import actions from '../../ui/actions.module.css';
import { Confirm } from '../../ui/confirm.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from '../../ui/secret.module.css';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';

/** The secret that signs what is sent: hidden until someone asks for it, and kept nowhere but here. */
export function WebhookSecret({ webhook }: { readonly webhook: WebhookFieldsFragment }) {
  const { id, oldSecretUntil } = webhook;
  const apollo = useApolloClient();
  const toast = useToast();
  const rotate = useMutationAction(RotateWebhookSecretDocument);
  const [secret, setSecret] = useState<string | null>();
  const [asking, setAsking] = useState(false);
  const show = useAction(async () => {
    const { data } = await apollo.query({ query: WebhookSecretDocument, variables: { id }, fetchPolicy: 'no-cache' });
    setSecret(data?.webhookEndpoint?.secret ?? null);
  });

  async function makeNew() {
    if ((await rotate.run({ input: { webhookEndpointId: id } })) === undefined) return;
    setAsking(false);
    toast('There is a new secret. The one before also signs for 24 hours.');
    await show.run();
  }
  return (
    <>
      {secret === null && (
        <p className={text.stop} role="status">
          The key that this secret came from is gone, and nothing can be sent. Make a new secret.
        </p>
      )}
      {typeof secret === 'string' && (
        <p className={styles.secret}>
          <code>{secret}</code>
        </p>
      )}
      {oldSecretUntil !== null && (
        <p className="soft small">
          The secret before this one also signs until <Timestamp at={oldSecretUntil} form="full" />.
        </p>
      )}
      {show.error !== undefined && <ErrorNotice error={show.error} />}
      <div className={actions.actions}>
        {typeof secret === 'string' ? (
          <>
            <CopyButton text={secret} what="Secret" />
            <Button small onClick={() => setSecret(undefined)}>
              Hide
            </Button>
          </>
        ) : (
          <Button small busy={show.busy ? 'Asking…' : undefined} onClick={() => void show.run()}>
            Show secret
          </Button>
        )}
        <Button small onClick={() => setAsking(true)}>
          Make a new secret…
        </Button>
      </div>
      {asking && (
        <Confirm
          title="Make a new secret?"
          confirm="Make a new secret"
          busy={rotate.busy ? 'Making it…' : undefined}
          error={rotate.error}
          onConfirm={() => void makeNew()}
          onClose={() => setAsking(false)}
        >
          Give the new one to the other system within 24 hours. Until then, what is sent is signed with both.
        </Confirm>
      )}
    </>
  );
}
