/** How far a batch has come. */
export type BatchState = 'running' | 'paused' | 'done' | 'cancelled';

/** Whom a batch was for: everyone never invited, or the people of one import. */
export type BatchAudience = 'never-invited' | 'import';

/** What became of one person's invitation. */
export type ItemState = 'waiting' | 'sent' | 'skipped' | 'failed';

/** Why; `same-mail`: the same address is invited for another client by one mail, which opens both. */
export type ItemReason =
  | 'same-mail'
  | 'access-off'
  | 'archived'
  | 'no-address'
  | 'gone'
  | 'invited-meanwhile'
  | 'cancelled'
  | 'many-mails';

/** Many invitations, started by one staff member. */
export interface InvitationBatch {
  practiceId: string;
  id: string;
  state: BatchState;
  audience: BatchAudience;
  startedBy: string;
  startedAt: Date;
  finishedAt: Date | null;
}

/** One person of a batch, with the client and the address as they are now. */
export interface BatchItem {
  id: string;
  state: ItemState;
  reason: ItemReason | null;
  clientId: string;
  clientName: string;
  /** Where the list puts the client. */
  sortName: string;
  /** The holder, when it is not the client. */
  person: string | null;
  /** Null for a client without any. */
  email: string | null;
  doneAt: Date | null;
  dueAt: Date;
}

/** How many invitations there are of a kind. */
export interface ItemCount {
  state: ItemState;
  reason: ItemReason | null;
  count: number;
}

/** What starting a batch would do. */
export interface BatchPreview {
  /** People who would be invited. */
  people: number;
  /** Mails that they would get: one for each address. */
  mails: number;
  /** Clients in care without any address. */
  withoutAddress: number;
}
