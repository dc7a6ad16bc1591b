import { sortNameOf } from '../clients/client.store.ts';
import type { ClientMatcher } from './client-matcher.ts';
import type { ReadRow, RowProblem, RowValues } from './read-row.ts';

/**
 * What an import would do with a row: add a client, give another address access to the client of an
 * earlier row, apply the choice for existing clients, or nothing.
 */
export type RowStatus = 'header' | 'new' | 'address' | 'existing' | 'problem';

/** A row with its status. */
export interface ClassifiedRow {
  number: number;
  status: RowStatus;
  problems: RowProblem[];
  /** A warning; the row is imported all the same. */
  note: string | null;
}

/** Classifies the rows, in the file's order. */
export function classifyRows(
  rows: readonly { number: number; read: ReadRow | 'header' }[],
  matcher: ClientMatcher,
): ClassifiedRow[] {
  const earlier = new DuplicateDetector();
  return rows.map(({ number, read }) => {
    if (read === 'header') return { number, status: 'header', problems: [], note: null };
    if (!read.values) return { number, status: 'problem', problems: read.problems, note: null };
    const before = earlier.compare(number, read.values);
    if (before.problem) {
      return { number, status: 'problem', problems: [{ field: null, message: before.problem }], note: null };
    }
    const client = matcher.find(read.values);
    if (client) return { number, status: 'existing', problems: [], note: existingNote(client, read.values) };
    const namesake = before.sameClient ? undefined : matcher.namesakes(read.values)[0];
    const note = namesake ? 'Another client has this name.' : null;
    return { number, status: before.sameClient ? 'address' : 'new', problems: [], note };
  });
}

function existingNote(
  client: { firstName: string; lastName: string; sortName: string; archived: boolean },
  { firstName, lastName }: RowValues,
): string | null {
  if (client.archived) return 'This client is archived.';
  if (client.sortName === sortNameOf(firstName, lastName)) return null;
  return `Your client with this reference is ${client.firstName} ${client.lastName}.`;
}

/** Finds rows that repeat an earlier one. */
class DuplicateDetector {
  readonly #references = new Map<string, { number: number; name: string; emails: Map<string | null, number> }>();
  /** By name and address, and by name alone: a row without a reference may be the client of one that has it. */
  readonly #people = new Map<string, number>();

  /** Whether a row repeats an earlier one, or adds an address to its client. A row that does not repeat is added. */
  compare(number: number, values: RowValues): { problem?: string; sameClient?: boolean } {
    const name = sortNameOf(values.firstName, values.lastName);
    return values.reference === null
      ? this.#compareByName(number, name, values.email)
      : this.#compareByReference(number, name, values.reference, values.email);
  }

  #compareByReference(number: number, name: string, reference: string, email: string | null) {
    const before = this.#references.get(reference);
    if (!before) {
      this.#references.set(reference, { number, name, emails: new Map([[email, number]]) });
      this.#remember(number, name, email);
      return {};
    }
    if (before.name !== name) return { problem: `Row ${before.number} has this reference for another name.` };
    const same = before.emails.get(email) ?? (email === null ? before.number : undefined);
    if (same !== undefined) return { problem: `This is the same as row ${same}.` };
    before.emails.set(email, number);
    this.#remember(number, name, email);
    return { sameClient: true };
  }

  #compareByName(number: number, name: string, email: string | null) {
    const same = this.#people.get(JSON.stringify(email === null ? [name] : [name, email]));
    if (same !== undefined) return { problem: `This is the same as row ${same}.` };
    this.#remember(number, name, email);
    return {};
  }

  #remember(number: number, name: string, email: string | null) {
    for (const key of [JSON.stringify([name]), JSON.stringify([name, email])]) {
      if (!this.#people.has(key)) this.#people.set(key, number);
    }
  }
}
