import { sortNameOf } from '../clients/client.store.ts';
import type { RowValues } from './read-row.ts';

/** The fields by which an import recognizes an existing client. */
export interface ExistingClient {
  id: string;
  firstName: string;
  lastName: string;
  sortName: string;
  reference: string | null;
  phone: string | null;
  archived: boolean;
  version: number;
  /** The addresses that have access. */
  emails: string[];
}

/**
 * Finds the existing client of a row: the client with the row's reference; else the client with the same name and
 * address, unless that one has another reference; and for a row without reference and address, the client with the
 * same name.
 */
export class ClientMatcher {
  readonly #byReference = new Map<string, ExistingClient>();
  readonly #byName = new Map<string, ExistingClient[]>();

  constructor(clients: readonly ExistingClient[] = []) {
    for (const client of clients) this.add(client);
  }

  add(client: ExistingClient): void {
    if (client.reference !== null) this.#byReference.set(client.reference, client);
    const namesakes = this.#byName.get(client.sortName) ?? [];
    if (!namesakes.some(({ id }) => id === client.id)) this.#byName.set(client.sortName, [...namesakes, client]);
  }

  /** The existing client of a row. */
  find(values: RowValues): ExistingClient | undefined {
    const { reference, email } = values;
    const sameReference = reference === null ? undefined : this.#byReference.get(reference);
    if (sameReference) return sameReference;
    const namesakes = this.namesakes(values).filter((each) => reference === null || each.reference === null);
    if (email !== null) return namesakes.find(({ emails }) => emails.includes(email));
    return reference === null ? namesakes[0] : undefined;
  }

  /** The clients of the same name. */
  namesakes({ firstName, lastName }: RowValues): readonly ExistingClient[] {
    return this.#byName.get(sortNameOf(firstName, lastName)) ?? [];
  }
}
