import type { QueryResultRow } from 'pg';
import { sql } from '../db/sql.ts';
import type { MailFacts, MailKind, MailRecord, MailState } from './mail.ts';

/** The columns of a mail under the alias `m` that a {@link MailRecord} is made of. */
export const mailColumns = sql`
  m.practice_id, m.id, m.kind, m.to_address, m.link_id, m.about_id, m.facts, m.state, m.attempts, m.provider, m.reason,
  m.queued_at, m.sent_at, m.state_at`;

/** What {@link mailColumns} give. */
export interface MailRow extends QueryResultRow {
  practice_id: string;
  id: string;
  kind: MailKind;
  to_address: string;
  link_id: string | null;
  about_id: string | null;
  facts: MailFacts;
  state: MailState;
  attempts: number;
  provider: string | null;
  reason: string | null;
  queued_at: Date;
  sent_at: Date | null;
  state_at: Date;
}

/** Makes a mail of its row. */
export const mailOf = (row: MailRow): MailRecord => ({
  practiceId: row.practice_id,
  id: row.id,
  kind: row.kind,
  to: row.to_address,
  linkId: row.link_id,
  aboutId: row.about_id,
  facts: row.facts,
  state: row.state,
  attempts: row.attempts,
  provider: row.provider,
  reason: row.reason,
  queuedAt: row.queued_at,
  sentAt: row.sent_at,
  stateAt: row.state_at,
});
