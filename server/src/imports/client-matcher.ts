import { sortNameOf } from '../clients/client.store.ts';
import type { RowValues } from './read-row.ts';

/** A client of the practice, as far as an import needs to recognize them. */
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
 * The clients among whom rows are looked for. A row is the client who has its reference. Where
 * nobody has it, it is the client of the same name with the same address, unless that one has
 * another reference; a row without reference and address is the client of the same name.
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

  /** The client that a row speaks of. */
  find(values: RowValues): ExistingClient | undefined {
    const { reference, email } = values;
    const sameReference = reference === null ? undefined : this.#byReference.get(reference);
    if (sameReference) return sameReference;
    const namesakes = this.namesakes(values).filter((each) => reference === null || each.reference === null);
    if (email !== null) return namesakes.find(({ emails }) => emails.includes(email));
    return reference === null ? namesakes[0] : undefined;
  }

  /** The clients of the same name, whatever else they have. */
  namesakes({ firstName, lastName }: RowValues): readonly ExistingClient[] {
    return this.#byName.get(sortNameOf(firstName, lastName)) ?? [];
  }
}
