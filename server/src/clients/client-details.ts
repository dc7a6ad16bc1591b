import { readPhone } from '../lib/phone.ts';
import { readLine, readOptionalLine } from '../lib/read-text.ts';
import type { ClientDetails } from './client.store.ts';

/** A client's details as staff typed them. */
export interface TypedClientDetails {
  firstName: string;
  lastName: string;
  phone?: string | null | undefined;
  reference?: string | null | undefined;
}

/**
 * Reads what staff typed about a client.
 *
 * @param practicePhone tells which country a phone number without country code is in.
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export function readClientDetails(typed: TypedClientDetails, practicePhone: string | null): ClientDetails {
  return {
    firstName: readLine('firstName', 'first name', typed.firstName),
    lastName: readLine('lastName', 'last name', typed.lastName),
    phone: readPhone('phone', typed.phone, practicePhone),
    reference: readOptionalLine('reference', 'reference', typed.reference, 40),
  };
}
