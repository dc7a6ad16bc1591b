import { type FormEvent, useState } from 'react';

import { ArchiveClientDocument, UpdateClientDocument } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { useStaff } from '../../session/staff-context.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DraftFooter } from '../../ui/draft-footer.tsx';
import { EditConflictNotice } from '../../ui/edit-conflict-notice.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import form from '../../ui/form.module.css';
import panel from '../../ui/panel.module.css';
import { useToast } from '../../ui/toasts.tsx';
import { UnsavedChangesGuard } from '../../ui/unsaved-changes-guard.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { type EditedClient, useEdited } from '../edit/edited-client.ts';
import {
  clientFieldNames,
  ClientFields,
  clientLabels,
  type ClientValues,
  missingName,
  orNull,
} from './client-fields.tsx';

function valuesOf({ firstName, lastName, phone, reference }: Pick<EditedClient, keyof ClientValues>): ClientValues {
  return { firstName, lastName, phone: phone ?? '', reference: reference ?? '' };
}

/** The client's record: what the practice writes about them, apart from the portal. */
export function ClientInfoTab() {
  const { client } = useEdited();
  const { may } = useStaff();
  return may('CLIENTS_WRITE') ? <InfoForm /> : <ReadOnlyInfo client={client} />;
}

function InfoForm() {
  const { client, reload } = useEdited();
  const toast = useToast();
  const update = useMutationAction(UpdateClientDocument);
  const saved = valuesOf(client);
  const draft = useDraft(saved, client.version);
  const [missing, setMissing] = useState<ReturnType<typeof missingName>>();

  async function save() {
    const { firstName, lastName, phone, reference } = draft.values;
    const incomplete = missingName(draft.values);
    setMissing(incomplete);
    if (incomplete !== undefined) return;
    const done = await update.run({
      input: {
        clientId: client.id,
        version: draft.version,
        firstName,
        lastName,
        phone: orNull(phone),
        reference: orNull(reference),
      },
    });
    if (done === undefined) return;
    if (done.updateClient.__typename === 'EditedMeanwhile') {
      await reload();
      return;
    }
    draft.reset(valuesOf(done.updateClient), done.updateClient.version);
    toast('Client Info saved.');
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!update.busy && !draft.conflict && draft.dirty) void save();
  }
  const error = formError(update.error, clientFieldNames);
  return (
    <>
      <UnsavedChangesGuard dirty={draft.dirty} />
      <form className={classes(panel.panel, form.form)} noValidate onSubmit={submit} aria-label="Client Info">
        <EditConflictNotice draft={draft} saved={saved} savedVersion={client.version} labels={clientLabels} />
        <ClientFields
          values={draft.values}
          onChange={draft.change}
          error={(name) => (missing?.field === name ? missing.message : fieldError(update.error, name))}
        />
        {error !== undefined && <ErrorNotice error={error} />}
        <DraftFooter draft={draft} saving={update.busy} onDiscard={() => draft.reset(saved, client.version)} />
      </form>
      <Archive client={client} />
    </>
  );
}

function Archive({ client }: { readonly client: EditedClient }) {
  const archive = useMutationAction(ArchiveClientDocument);
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const archived = client.archivedAt !== null;

  async function set(next: boolean) {
    const done = await archive.run({ input: { clientId: client.id, archived: next } });
    if (done === undefined) return;
    setAsking(false);
    toast(next ? `${client.name} is archived.` : `${client.name} is back in the list.`);
  }
  return (
    <section className={classes(panel.panel, panel.quiet)} aria-labelledby="archive">
      <div>
        <h2 className={panel.title} id="archive">
          {archived ? 'This client is archived' : 'Archive this client'}
        </h2>
        <p className="soft small">
          {archived
            ? 'Archived clients are not in the list, and nobody can sign in for them.'
            : 'For someone who is no longer in care. Nothing is deleted, and you can restore them.'}
        </p>
      </div>
      {archived ? (
        <Button small busy={archive.busy ? 'One moment…' : undefined} onClick={() => void set(false)}>
          Restore
        </Button>
      ) : (
        <Button small onClick={() => setAsking(true)}>
          Archive…
        </Button>
      )}
      {archived && archive.error !== undefined && <ErrorNotice error={archive.error} />}
      {asking && (
        <Confirm
          title={`Archive ${client.name}?`}
          confirm="Archive"
          busy={archive.busy ? 'Archiving…' : undefined}
          error={archive.error}
          onConfirm={() => void set(true)}
          onClose={() => setAsking(false)}
        >
          They leave the list, and everyone with access to this client is signed out of it at once. Nothing is deleted.
        </Confirm>
      )}
    </section>
  );
}

function ReadOnlyInfo({ client }: { readonly client: EditedClient }) {
  const values = valuesOf(client);
  return (
    <section className={panel.panel} aria-label="Client Info">
      <Facts>
        {(Object.keys(clientLabels) as (keyof ClientValues)[]).map((name) => (
          <Fact key={name} name={clientLabels[name]}>
            {values[name] === '' ? <span className="soft">None</span> : values[name]}
          </Fact>
        ))}
      </Facts>
    </section>
  );
}
