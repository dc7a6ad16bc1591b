import type { QueryResultRow } from 'pg';
import { statement, type Queryable, type Statement } from '../db/database.ts';
import type { JobQueue } from '../db/job-queue.ts';
import { bypassPartialIndex } from '../db/bypass-partial-index.ts';
import type { MailFacts, MailKind, MailRecord, MailRef, MailState } from './mail.ts';
import { insertJobsText } from './queue-mail.ts';

/** A mail in this server's hands, until the lease is over. */
export interface ClaimedMail extends MailRecord {
  /** How long ago it was queued, by the database's clock. */
  ageSeconds: number;
}

/** What the mail service said became of a mail. */
export interface StateChange {
  state: MailState;
  at: Date;
  reason: string | null;
}

interface MailRow extends QueryResultRow {
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

interface Count extends QueryResultRow {
  count: number;
}

const columns = (from: string) =>
  'practice_id, id, kind, to_address, link_id, about_id, facts, state, attempts, provider, reason, queued_at, sent_at, state_at'
    .split(', ')
    .map((column) => `${from}.${column}`)
    .join(', ');

const waiting = (mail: string, state = `${mail}.state`) =>
  `${state} IN ('queued', 'sending') AND ${mail}.due_at <= now()`;

// Older mails of the practice go first, whoever's job this is, so that a backlog drains in order;
// only invitations let the others pass, unless they wait for the same address.
const claim = statement<MailRow & { age_seconds: number }>(
  'mail.claim',
  `WITH asked AS (
     SELECT id, queued_at, kind, to_address FROM mail
      WHERE practice_id = $1 AND id = $2 AND ${waiting('mail', bypassPartialIndex('mail.state'))}
   )
   UPDATE mail
      SET state = 'sending', attempts = mail.attempts + 1, due_at = now() + $3 * interval '1 second'
    WHERE practice_id = $1 AND id = (
      SELECT next.id
        FROM mail next
       WHERE next.practice_id = $1 AND ${waiting('next')}
         AND (next.queued_at, next.id) <= (SELECT queued_at, id FROM asked)
         AND (next.kind <> 'invitation'
              OR EXISTS (SELECT 1 FROM asked WHERE kind = 'invitation' OR to_address = next.to_address))
         AND NOT EXISTS (
           SELECT 1 FROM mail other
            WHERE other.practice_id = next.practice_id AND other.to_address = next.to_address
              AND other.state = 'sending' AND other.id <> next.id)
       ORDER BY next.queued_at, next.id
       LIMIT 1
         FOR UPDATE OF next SKIP LOCKED)
    RETURNING ${columns('mail')}, extract(epoch FROM now() - queued_at)::float8 AS age_seconds`,
);

// A delivery event may have come before the answer to the hand-over: it knows more, and stays. That a mail
// failed or was not sent is only our own belief when nobody has taken it.
const markSent = statement<{ state: MailState }>(
  'mail.mark-sent',
  `UPDATE mail
      SET state = CASE WHEN open THEN $3 ELSE state END,
          state_at = CASE WHEN open THEN now() ELSE state_at END,
          changed_at = CASE WHEN open THEN now() ELSE changed_at END,
          reason = CASE WHEN open THEN NULL ELSE reason END,
          sent_at = COALESCE(sent_at, now()), provider = $4, provider_id = COALESCE($5, provider_id)
     FROM (SELECT practice_id AS p, id AS i, state IN ('queued', 'sending') OR (state IN ('failed', 'not-sent') AND sent_at IS NULL) AS open
             FROM mail WHERE practice_id = $1 AND id = $2 FOR UPDATE) before
    WHERE practice_id = before.p AND id = before.i
    RETURNING state`,
);

const markEnded = statement<{ state: MailState }>(
  'mail.mark-ended',
  `UPDATE mail SET state = $4, state_at = now(), changed_at = now(), provider = $5, reason = $6
    WHERE practice_id = $1 AND id = $2 AND state = 'sending' AND attempts = $3
    RETURNING state`,
);

const find = statement<MailRow>('mail.find', `SELECT ${columns('mail')} FROM mail WHERE practice_id = $1 AND id = $2`);

const findByProviderId = statement<MailRow>(
  'mail.find-by-provider-id',
  `SELECT ${columns('mail')} FROM mail WHERE provider_id = $1 ORDER BY queued_at DESC LIMIT 1`,
);

const changeState = statement<{ state: MailState }>(
  'mail.change-state',
  `UPDATE mail SET state = $4, state_at = $5, changed_at = now(), reason = $6, sent_at = COALESCE(sent_at, now())
    WHERE practice_id = $1 AND id = $2 AND state = $3 AND (sent_at IS NULL) = $7
    RETURNING state`,
);

const latestByAbout = statement<MailRow>(
  'mail.latest-by-about',
  `SELECT DISTINCT ON (about_id) ${columns('mail')} FROM mail
    WHERE practice_id = $1 AND about_id = ANY ($2::uuid[]) AND kind = ANY ($3::text[])
    ORDER BY about_id, queued_at DESC, id DESC`,
);

const byLinkIds = statement<MailRow>(
  'mail.by-link-ids',
  `SELECT ${columns('mail')} FROM mail WHERE practice_id = $1 AND link_id = ANY ($2::uuid[])`,
);

const isLastWordABounce = `state = 'bounced' AND NOT EXISTS (
  SELECT 1 FROM mail later
   WHERE later.practice_id = mail.practice_id AND later.to_address = mail.to_address
     AND (later.state IN ('delivered', 'bounced', 'complained') OR later.state = 'sent' AND later.provider = 'smtp')
     AND (later.state_at, later.id) > (mail.state_at, mail.id))`;

const bouncedAmong = statement<MailRow>(
  'mail.bounced-among',
  `SELECT ${columns('mail')} FROM mail
    WHERE practice_id = $1 AND to_address = ANY ($2::text[]) AND ${isLastWordABounce}`,
);

// What marks an address as bounced stays, however old.
const purge = statement<Count>(
  'mail.purge',
  `WITH old AS (
     DELETE FROM mail
      WHERE state NOT IN ('queued', 'sending') AND state_at < now() - $1 * interval '1 day' AND NOT (${isLastWordABounce})
      RETURNING 1)
   SELECT count(*)::int AS count FROM old`,
);

/** The mails and where they are on their way. */
export class MailStore {
  readonly #sql: Queryable;
  readonly #putBack: Statement<Count>;
  readonly #postpone: Statement<Count>;
  readonly #wakeStranded: Statement<Count>;

  constructor(sql: Queryable, jobs: JobQueue) {
    this.#sql = sql;
    const withJobs = (name: string, update: string, wait?: string) =>
      statement<Count>(
        name,
        `WITH moved AS (${update} RETURNING practice_id, id, kind), mail_job AS (${insertJobsText(jobs, 'moved', wait)})
         SELECT count(*)::int AS count FROM moved`,
      );
    this.#putBack = withJobs(
      'mail.put-back',
      `UPDATE mail SET state = 'queued', due_at = now() + $3::float8 * interval '1 second', reason = $5
        WHERE practice_id = $1 AND id = $2 AND state = 'sending' AND attempts = $4`,
      '$3::float8',
    );
    this.#postpone = withJobs(
      'mail.postpone',
      `UPDATE mail SET due_at = now() + $3::float8 * interval '1 second'
        WHERE practice_id = $1 AND id = $2 AND ${bypassPartialIndex('state')} = 'queued' AND due_at <= now()`,
      '$3::float8',
    );
    this.#wakeStranded = withJobs(
      'mail.wake-stranded',
      `UPDATE mail SET state = 'queued', due_at = now()
        WHERE (state = 'sending' AND due_at < now() - $1::float8 * interval '1 second')
           OR (state = 'queued' AND due_at < now() - $2::float8 * interval '1 second')`,
    );
  }

  /**
   * Takes a mail in hand: the one named, or an older one of the practice that should go first.
   *
   * @returns undefined when there is nothing to do now, or the address is busy with another mail.
   */
  async claim(ref: MailRef, leaseSeconds: number): Promise<ClaimedMail | undefined> {
    const [row] = await this.#sql.run(claim, [ref.practiceId, ref.mailId, leaseSeconds]);
    return row && { ...fromRow(row), ageSeconds: row.age_seconds };
  }

  /** Gives a claimed mail back, to be tried again after the given seconds; its next job is queued with it. */
  async putBack(mail: ClaimedMail, seconds: number, reason: string | null): Promise<void> {
    await this.#sql.run(this.#putBack, [mail.practiceId, mail.id, seconds, mail.attempts, reason]);
  }

  /** Puts off a mail that is due and was not claimed; its next job is queued with it. Any other stays as it is. */
  async postpone(ref: MailRef, seconds: number): Promise<void> {
    await this.#sql.run(this.#postpone, [ref.practiceId, ref.mailId, seconds]);
  }

  /**
   * Records that the mail service has taken the mail.
   *
   * @returns the state it is in now: further along when a delivery event came first.
   */
  async markSent(
    mail: ClaimedMail,
    sent: { state: 'sent' | 'delivered'; provider: string; providerId: string | null },
  ): Promise<MailState | undefined> {
    const [row] = await this.#sql.run(markSent, [mail.practiceId, mail.id, sent.state, sent.provider, sent.providerId]);
    return row?.state;
  }

  /** Records that a claimed mail will not go out. False when the claim was over and someone else has it. */
  async markEnded(
    mail: ClaimedMail,
    end: { state: 'bounced' | 'failed' | 'not-sent'; provider: string; reason: string | null },
  ): Promise<boolean> {
    const rows = await this.#sql.run(markEnded, [
      mail.practiceId,
      mail.id,
      mail.attempts,
      end.state,
      end.provider,
      end.reason,
    ]);
    return rows.length === 1;
  }

  /**
   * Gives a job to every mail that has none: one whose server died while sending it, or that has
   * been due for longer than any backlog would keep it.
   *
   * @returns how many there were.
   */
  async wakeStranded(after: { sendingSeconds: number; queuedSeconds: number }): Promise<number> {
    const [row] = await this.#sql.run(this.#wakeStranded, [after.sendingSeconds, after.queuedSeconds]);
    return row?.count ?? 0;
  }

  async find(ref: MailRef): Promise<MailRecord | undefined> {
    const [row] = await this.#sql.run(find, [ref.practiceId, ref.mailId]);
    return row && fromRow(row);
  }

  async findByProviderId(providerId: string): Promise<MailRecord | undefined> {
    const [row] = await this.#sql.run(findByProviderId, [providerId]);
    return row && fromRow(row);
  }

  /** Moves a mail on from the state it was seen in. False when it has moved meanwhile. */
  async changeState(mail: MailRecord, to: StateChange): Promise<boolean> {
    const seen = [mail.practiceId, mail.id, mail.state] as const;
    const rows = await this.#sql.run(changeState, [...seen, to.state, to.at, to.reason, mail.sentAt === null]);
    return rows.length === 1;
  }

  /** The latest mail of these kinds about each of these, by the id it is about. */
  async latestByAbout(
    practiceId: string,
    aboutIds: readonly string[],
    kinds: readonly MailKind[],
  ): Promise<Map<string, MailRecord>> {
    const rows = await this.#sql.run(latestByAbout, [practiceId, aboutIds, kinds]);
    return new Map(rows.map((row) => [row.about_id ?? '', fromRow(row)]));
  }

  /** The mails that carry these links, by the link's id. */
  async byLinkIds(practiceId: string, linkIds: readonly string[]): Promise<Map<string, MailRecord>> {
    const rows = await this.#sql.run(byLinkIds, [practiceId, linkIds]);
    return new Map(rows.map((row) => [row.link_id ?? '', fromRow(row)]));
  }

  /** Of these addresses, those whose last word was a bounce, each with the mail that bounced. */
  async bouncedAmong(practiceId: string, addresses: readonly string[]): Promise<Map<string, MailRecord>> {
    const rows = await this.#sql.run(bouncedAmong, [practiceId, addresses]);
    return new Map(rows.map((row) => [row.to_address, fromRow(row)]));
  }

  /** Deletes mails that came to their end more than so many days ago; gives how many. */
  async purgeOld(days: number): Promise<number> {
    const [row] = await this.#sql.run(purge, [days]);
    return row?.count ?? 0;
  }
}

function fromRow(row: MailRow): MailRecord {
  return {
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
  };
}
