/** The state of a batch. */
export type BatchState = 'running' | 'paused' | 'done' | 'cancelled';

/** The people of a batch: everyone never invited, or the people of one import. */
export type BatchAudience = 'never-invited' | 'import';

/** The state of one person's invitation. */
export type ItemState = 'waiting' | 'sent' | 'skipped' | 'failed';

/** The reason of a state; `same-mail`: one mail invites the address for several clients. */
export type ItemReason =
  | 'same-mail'
  | 'access-off'
  | 'archived'
  | 'no-address'
  | 'gone'
  | 'invited-meanwhile'
  | 'cancelled'
  | 'many-mails';

/** A batch of invitations. */
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
  /** The key by which items are sorted. */
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

/** What a new batch would send. */
export interface BatchPreview {
  /** People who would be invited. */
  people: number;
  /** Mails that they would get: one for each address. */
  mails: number;
  /** Clients in care without any address. */
  withoutAddress: number;
}
