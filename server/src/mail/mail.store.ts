import type { Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { mailColumns, mailOf, type MailRow } from './mail-columns.sql.ts';
import { saysWhetherItArrived } from './mail-outcome.sql.ts';
import type { MailKind, MailRecord, MailRef, MailState } from './mail.ts';

/** A change of a mail's state by an event of the mail service. */
export interface StateChange {
  state: MailState;
  at: Date;
  reason: string | null;
}

const find = statement<MailRow, { practiceId: string; mailId: string }>(
  'mail.find',
  sql`SELECT ${mailColumns} FROM mail m WHERE m.practice_id = :practiceId AND m.id = :mailId`,
);

const findByProviderId = statement<MailRow, { providerId: string }>(
  'mail.find-by-provider-id',
  sql`SELECT ${mailColumns} FROM mail m WHERE m.provider_id = :providerId ORDER BY m.queued_at DESC LIMIT 1`,
);

const changeState = statement<
  { state: MailState },
  {
    practiceId: string;
    mailId: string;
    from: MailState;
    unsent: boolean;
    to: MailState;
    at: Date;
    reason: string | null;
  }
>(
  'mail.change-state',
  sql`
  UPDATE mail
     SET state = :to, state_at = :at, changed_at = clock.now, reason = :reason, sent_at = coalesce(sent_at, clock.now)
    FROM (SELECT now() AS now) clock
   WHERE practice_id = :practiceId AND id = :mailId AND state = :from AND (sent_at IS NULL) = :unsent
  RETURNING state`,
);

const latestByAbout = statement<
  MailRow,
  { practiceId: string; aboutIds: readonly string[]; kinds: readonly MailKind[] }
>(
  'mail.latest-by-about',
  sql`
  SELECT DISTINCT ON (m.about_id) ${mailColumns} FROM mail m
   WHERE m.practice_id = :practiceId AND m.about_id = ANY (:aboutIds::uuid[]) AND m.kind = ANY (:kinds::text[])
   ORDER BY m.about_id, m.queued_at DESC, m.id DESC`,
);

const byLinkIds = statement<MailRow, { practiceId: string; linkIds: readonly string[] }>(
  'mail.by-link-ids',
  sql`SELECT ${mailColumns} FROM mail m WHERE m.practice_id = :practiceId AND m.link_id = ANY (:linkIds::uuid[])`,
);

const isLastWordABounce = sql`m.state = 'bounced' AND NOT EXISTS (
  SELECT 1 FROM mail later
   WHERE later.practice_id = m.practice_id AND later.to_address = m.to_address
     AND ${saysWhetherItArrived(sql`later`)}
     AND (later.state_at, later.id) > (m.state_at, m.id))`;

const bouncedAmong = statement<MailRow, { practiceId: string; addresses: readonly string[] }>(
  'mail.bounced-among',
  sql`
  SELECT ${mailColumns} FROM mail m
   WHERE m.practice_id = :practiceId AND m.to_address = ANY (:addresses::text[]) AND ${isLastWordABounce}`,
);

// What marks an address as bounced stays, however old.
const purge = statement<{ count: number }, { practiceId: string; days: number }>(
  'mail.purge',
  sql`
  WITH old AS (
    DELETE FROM mail m
     WHERE m.practice_id = :practiceId AND m.state <> 'queued' AND m.state_at < now() - make_interval(days => :days)
       AND NOT (${isLastWordABounce})
    RETURNING 1)
  SELECT count(*)::int AS count FROM old`,
);

/** Mails and their states. */
export class MailStore {
  constructor(private readonly database: Queryable) {}

  async find({ practiceId, mailId }: MailRef): Promise<MailRecord | undefined> {
    const [row] = await this.database.run(find, { practiceId, mailId });
    return row && mailOf(row);
  }

  async findByProviderId(providerId: string): Promise<MailRecord | undefined> {
    const [row] = await this.database.run(findByProviderId, { providerId });
    return row && mailOf(row);
  }

  /** Changes a mail's state. @returns false when the state was changed since the mail was read */
  async changeState(mail: MailRecord, { state: to, at, reason }: StateChange): Promise<boolean> {
    const { practiceId, id: mailId, state: from, sentAt } = mail;
    const unsent = sentAt === null;
    return (await this.database.run(changeState, { practiceId, mailId, from, unsent, to, at, reason })).length === 1;
  }

  /** The latest mail of these kinds about each of these ids, by that id. */
  async latestByAbout(
    practiceId: string,
    aboutIds: readonly string[],
    kinds: readonly MailKind[],
  ): Promise<Map<string, MailRecord>> {
    const rows = await this.database.run(latestByAbout, { practiceId, aboutIds, kinds });
    return new Map(rows.map((row) => [row.about_id ?? '', mailOf(row)]));
  }

  /** The mails that carry these links, by the link's id. */
  async byLinkIds(practiceId: string, linkIds: readonly string[]): Promise<Map<string, MailRecord>> {
    const rows = await this.database.run(byLinkIds, { practiceId, linkIds });
    return new Map(rows.map((row) => [row.link_id ?? '', mailOf(row)]));
  }

  /** Of these addresses, those whose last word was a bounce, each with the mail that bounced. */
  async bouncedAmong(practiceId: string, addresses: readonly string[]): Promise<Map<string, MailRecord>> {
    const rows = await this.database.run(bouncedAmong, { practiceId, addresses });
    return new Map(rows.map((row) => [row.to_address, mailOf(row)]));
  }

  /** Deletes a practice's mails that came to their end more than so many days ago; gives how many. */
  async purge(practiceId: string, days: number): Promise<number> {
    const [row] = await this.database.run(purge, { practiceId, days });
    return row?.count ?? 0;
  }
}
