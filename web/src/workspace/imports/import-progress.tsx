import { useState } from 'react';

import { CancelImportDocument, type ClientImportFieldsFragment } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { Confirm } from '../ui/confirm.tsx';
import panel from '../ui/panel.module.css';
import { ProgressBar } from '../ui/progress-bar.tsx';

/** An import that is running. It goes on when this page is closed. */
export function ImportProgress({ clientImport }: { readonly clientImport: ClientImportFieldsFragment }) {
  const [asking, setAsking] = useState(false);
  const cancel = useMutationAction(CancelImportDocument);
  const { counts } = clientImport;
  return (
    <section className={panel.panel}>
      <ProgressBar label="Rows imported" done={counts.done} total={counts.rows} />
      <p className="soft">
        You can leave this page or close the browser; the import goes on. Come back here to see it.
      </p>
      <Button onClick={() => setAsking(true)}>Stop the import</Button>
      {asking && (
        <Confirm
          title="Stop the import?"
          confirm="Stop the import"
          busy={cancel.busy ? 'Stopping…' : undefined}
          error={cancel.error}
          onConfirm={() => void cancel.run({ input: { importId: clientImport.id } })}
          onClose={() => setAsking(false)}
        >
          The clients imported so far stay. You can upload the same file again later; it makes no duplicates.
        </Confirm>
      )}
    </section>
  );
}
