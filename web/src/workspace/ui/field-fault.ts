import type { Fault } from '../../api/fault.ts';

/** What the server says about one field of a form (`extensions.field`), in its own plain words. */
export function fieldFault(fault: Fault | undefined, field: string): string | undefined {
  return fault?.kind === 'bad-input' && fault.field === field ? fault.message : undefined;
}

/** What went wrong, when none of the form's fields says it. */
export function formFault(fault: Fault | undefined, fields: readonly string[]): Fault | undefined {
  const saidByField = fault?.kind === 'bad-input' && fault.field !== undefined && fields.includes(fault.field);
  return saidByField ? undefined : fault;
}
