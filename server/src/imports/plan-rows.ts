import { sortNameOf } from '../clients/client.store.ts';
import type { Relationship } from '../clients/portal-access.ts';
import { newId } from '../lib/ids.ts';
import type { RowStatus } from './classify-rows.ts';
import type { ExistingChoice, ImportRow, RowOutcome } from './client-import.ts';
import type { ClientMatcher, ExistingClient } from './client-matcher.ts';
import type { RowValues } from './read-row.ts';

/** The changes of a chunk of rows, one list for each table, and the result of each row. */
export interface ImportPlan {
  created: ExistingClient[];
  /** Existing clients with their new details. */
  changed: Set<ExistingClient>;
  accesses: PlannedAccess[];
  acts: PlannedAct[];
  results: RowResult[];
}

/** An address that is given access to a client. */
export interface PlannedAccess {
  id: string;
  clientId: string;
  email: string;
  relationship: Relationship;
  person: string | null;
}

/** An act for the activity. */
export interface PlannedAct {
  kind: 'client.created' | 'client.changed' | 'access.added';
  clientId: string;
  /** The address that the act is about. */
  email?: string;
  details?: Record<string, unknown>;
}

/** The result of one row. */
export interface RowResult {
  rowId: string;
  outcome: RowOutcome;
  clientId: string | null;
  /** The access that the row gave. */
  portalAccessId: string | null;
}

/**
 * Plans the changes of rows, in their order: a row can depend on earlier ones.
 *
 * @param matcher finds the existing clients of the rows.
 * @param existing the choice for existing clients.
 */
export function planRows(
  rows: readonly { row: ImportRow; values: RowValues | undefined }[],
  matcher: ClientMatcher,
  existing: ExistingChoice,
): ImportPlan {
  const planner = new Planner(matcher, existing);
  for (const { row, values } of rows) planner.add(row, values);
  return planner.plan;
}

class Planner {
  readonly plan: ImportPlan = { created: [], changed: new Set(), accesses: [], acts: [], results: [] };

  constructor(
    private readonly matcher: ClientMatcher,
    private readonly existing: ExistingChoice,
  ) {}

  add({ id: rowId, status }: ImportRow, values: RowValues | undefined): void {
    const result = values ? this.#plan(status, values) : ({ outcome: 'left-out', clientId: null } as const);
    this.plan.results.push({ rowId, portalAccessId: null, ...result });
  }

  #plan(status: RowStatus, values: RowValues): Omit<RowResult, 'rowId'> {
    const client = this.matcher.find(values);
    if (!client) {
      const created = this.#create(values);
      return { outcome: 'created', clientId: created.id, portalAccessId: this.#giveAccess(created, values) };
    }
    const mayChange = this.existing === 'update' && status === 'existing' && !client.archived;
    const changed = mayChange && this.#change(client, values);
    const mayGiveAccess = mayChange || (status === 'address' && !client.archived);
    const portalAccessId = mayGiveAccess ? this.#giveAccess(client, values) : null;
    const outcome = changed ? 'updated' : portalAccessId ? 'address-added' : 'unchanged';
    return { outcome, clientId: client.id, portalAccessId };
  }

  #create({ firstName, lastName, reference, phone }: RowValues): ExistingClient {
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
    this.matcher.add(client);
    this.plan.created.push(client);
    this.plan.acts.push({ kind: 'client.created', clientId: client.id });
    return client;
  }

  /** The row's values replace those on file; an empty cell changes nothing. */
  #change(client: ExistingClient, values: RowValues): boolean {
    const { firstName, lastName, reference, phone } = client;
    const before = { firstName, lastName, reference, phone };
    // A match by name and address can differ in case and accents only, so the name on file stays.
    const sameReference = reference !== null && reference === values.reference;
    const after = {
      ...(sameReference ? { firstName: values.firstName, lastName: values.lastName } : { firstName, lastName }),
      reference: values.reference ?? reference,
      phone: values.phone ?? phone,
    };
    const fields = (Object.keys(after) as (keyof typeof after)[]).filter((field) => before[field] !== after[field]);
    if (fields.length === 0) return false;
    Object.assign(client, after, { sortName: sortNameOf(after.firstName, after.lastName) });
    this.matcher.add(client);
    if (!this.plan.created.includes(client)) this.plan.changed.add(client);
    this.plan.acts.push({ kind: 'client.changed', clientId: client.id, details: { fields } });
    return true;
  }

  /** Gives the row's address access to the client, unless it already has access. */
  #giveAccess(client: ExistingClient, { email, relationship, person }: RowValues): string | null {
    if (email === null || client.emails.includes(email)) return null;
    const id = newId();
    client.emails.push(email);
    this.plan.accesses.push({ id, clientId: client.id, email, relationship, person });
    const details = { portalAccessId: id, relationship };
    this.plan.acts.push({ kind: 'access.added', clientId: client.id, email, details });
    return id;
  }
}
