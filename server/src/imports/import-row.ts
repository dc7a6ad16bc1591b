import type { ActivityStore } from '../activity/activity.store.ts';
import { type ClientStore, sortNameOf } from '../clients/client.store.ts';
import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import type { Transaction } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { ClientImport, RowOutcome } from './client-import.ts';
import type { RowStatus } from './classify-rows.ts';
import type { ExistingClient, ClientMatcher } from './known-clients.ts';
import type { RowValues } from './read-row.ts';

interface Dependencies {
  clients: ClientStore;
  portalAccesses: PortalAccessStore;
  activity: ActivityStore;
}

/** What became of one row. */
export interface SettledRow {
  outcome: RowOutcome;
  clientId?: string;
  portalAccessId?: string | undefined;
}

/** Does with one row what was confirmed, and records it under the name of who confirmed it. */
export async function importRow(
  dependencies: Dependencies,
  transaction: Transaction,
  confirmed: ClientImport,
  known: ClientMatcher,
  { verdict, values }: { verdict: RowStatus; values: RowValues },
): Promise<SettledRow> {
  const act = new ImportActs(dependencies, transaction, confirmed);
  const client = known.find(values);
  if (!client) {
    const created = await act.create(values);
    known.add(created.client);
    return { outcome: 'created', clientId: created.client.id, portalAccessId: created.portalAccessId };
  }
  const clientId = client.id;
  const update = confirmed.existing === 'update' && verdict === 'existing' && !client.archived;
  const changed = update && (await act.update(client, values));
  if (changed) known.add(client);
  const mayAddAddress = update || (verdict === 'address' && !client.archived);
  const portalAccessId = mayAddAddress ? await act.addAddress(client, values) : undefined;
  if (portalAccessId && !changed) return { outcome: 'address-added', clientId, portalAccessId };
  return { outcome: changed ? 'updated' : 'unchanged', clientId, portalAccessId };
}

/** The acts of an import, each written to the record in the same transaction. */
class ImportActs {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly transaction: Transaction,
    private readonly confirmed: ClientImport,
  ) {}

  async create(values: RowValues): Promise<{ client: ExistingClient; portalAccessId: string | undefined }> {
    const { practiceId } = this.confirmed;
    const { firstName, lastName, reference, phone } = values;
    const client: ExistingClient = {
      id: newId(),
      firstName,
      lastName,
      sortName: sortNameOf(firstName, lastName),
      reference,
      phone,
      archived: false,
      version: 1,
      emails: [],
    };
    const details = { practiceId, id: client.id, firstName, lastName, reference, phone };
    await this.dependencies.clients.create(this.transaction, details);
    await this.#record('client.created', { clientId: client.id });
    return { client, portalAccessId: await this.addAddress(client, values) };
  }

  /** What the row says takes the place of what is on file; what it leaves empty changes nothing. */
  async update(client: ExistingClient, values: RowValues): Promise<boolean> {
    const { firstName, lastName, reference, phone } = client;
    const before = { firstName, lastName, reference, phone };
    // Matched by name and address, the names are the same but for case and accents, and stay as they are.
    const named = reference !== null && reference === values.reference;
    const after = {
      ...(named ? { firstName: values.firstName, lastName: values.lastName } : { firstName, lastName }),
      reference: values.reference ?? reference,
      phone: values.phone ?? phone,
    };
    const fields = Object.entries(after).filter(([field, value]) => before[field as keyof typeof before] !== value);
    if (fields.length === 0) return false;
    const { practiceId } = this.confirmed;
    const key = { practiceId, id: client.id, version: client.version };
    if (!(await this.dependencies.clients.update(this.transaction, key, after))) return false;
    Object.assign(client, after, { version: client.version + 1 });
    await this.#record('client.changed', { clientId: client.id, details: { fields: fields.map(([field]) => field) } });
    return true;
  }

  /** Gives the row's address access to the client, unless it has it. */
  async addAddress(client: ExistingClient, values: RowValues): Promise<string | undefined> {
    const { email, relationship, person } = values;
    if (email === null || client.emails.includes(email)) return undefined;
    const { practiceId } = this.confirmed;
    const { portalAccesses } = this.dependencies;
    const id = newId();
    const portalAccountId = await portalAccesses.accountFor(this.transaction, practiceId, email);
    const access = { practiceId, id, clientId: client.id, portalAccountId, relationship, person };
    await portalAccesses.add(this.transaction, access);
    const details = { portalAccessId: id, relationship };
    await this.#record('access.added', { clientId: client.id, portalAccountId, details });
    client.emails.push(email);
    return id;
  }

  async #record(
    kind: 'client.created' | 'client.changed' | 'access.added',
    about: { clientId: string; portalAccountId?: string; details?: object },
  ): Promise<void> {
    const { practiceId, id: importId, confirmedBy, uploadedBy } = this.confirmed;
    const details = { ...about.details, importId };
    const act = { practiceId, id: newId(), staffMemberId: confirmedBy ?? uploadedBy, ...about, details };
    await this.dependencies.activity.record(this.transaction, { ...act, kind, result: 'ok' });
  }
}
