import { entities } from '../../app/entities.ts';
import { pino } from 'pino';
import { openTestDatabase } from '../../../test/migrated-database.ts';
import { statement } from '../../db/database.ts';
import { JobQueue } from '../../db/job-queue.ts';
import { type OpenDatabase, openDatabase } from '../../db/open-database.ts';
import { newId } from '../../lib/ids.ts';
import { type DeliverMailDependencies, deliverMail } from '../deliver-mail.ts';
import { mailJobs } from '../deliver-mail.job.ts';
import type { MailMessage, MailTransport, SendOutcome } from '../mail-transport.ts';
import { MailStore } from '../mail.store.ts';
import type { Mail, MailFacts, MailKind, MailRef, MailState } from '../mail.ts';
import { queueMailText } from '../queue-mail.ts';
import { type Clock, CircuitBreaker } from '../circuit-breaker.ts';

export const facts: MailFacts = {
  practiceName: 'Harbor Counseling',
  mailName: 'Harbor',
  slug: 'harbor',
  phone: '+15550100199',
  timeZone: 'America/New_York',
  askedAt: '2026-11-03T19:14:00.000Z',
  lifetimeMinutes: 1440,
};

/** A clock that moves only when told, or when someone waits. */
export class TestClock implements Clock {
  milliseconds = 0;
  now = () => this.milliseconds;
  wait = async (milliseconds: number) => void (this.milliseconds += milliseconds);
}

/** A transport that answers as told and remembers what it was given. */
export class TestTransport implements MailTransport {
  readonly name = 'test';
  timeoutMs = 5000;
  perSecond: number | null = null;
  readonly taken: { message: MailMessage; key: string }[] = [];
  answer: (message: MailMessage, key: string) => SendOutcome | Promise<SendOutcome> = () => ({
    outcome: 'sent',
    providerId: newId(),
    delivered: false,
  });

  async send(message: MailMessage, { idempotencyKey }: { idempotencyKey: string }): Promise<SendOutcome> {
    this.taken.push({ message, key: idempotencyKey });
    return this.answer(message, idempotencyKey);
  }
  check = async () => [];
  close = async () => {};
}

/** Mail with a database of its own and everything it needs, for tests. */
export class MailTestHarness {
  readonly clock = new TestClock();
  readonly states: { id: string; state: MailState }[] = [];
  readonly unwanted = new Set<string>();
  practiceId = newId();
  readonly logger = pino({ level: 'silent' });
  readonly mails: MailStore;

  private constructor(
    readonly opened: OpenDatabase,
    readonly jobs: JobQueue,
  ) {
    this.mails = new MailStore(opened.database, jobs);
  }

  get database() {
    return this.opened.database;
  }

  /** Opens one on a database of its own in memory, or on a Postgres. */
  static async open(url?: string): Promise<MailTestHarness> {
    const opened = await (url === undefined ? openTestDatabase() : openDatabase({ url }, entities));
    const how = { embedded: opened.embedded, working: false, logger: pino({ level: 'silent' }) };
    return new MailTestHarness(opened, await JobQueue.open(opened.database, mailJobs, how));
  }

  async close(): Promise<void> {
    await this.jobs.stop(1000);
    await this.opened.close();
  }

  /** Empties mail and its jobs. */
  async clear(): Promise<void> {
    await this.database.executeSql('DELETE FROM mail');
    await this.database.executeSql('DELETE FROM pgboss.job');
    this.states.length = 0;
    this.unwanted.clear();
  }

  /** What delivery needs, with this transport. */
  dependencies(transport: MailTransport, own: Partial<DeliverMailDependencies> = {}): DeliverMailDependencies {
    return {
      mails: this.mails,
      transport,
      gate: new CircuitBreaker(transport.perSecond, this.clock),
      from: 'Porchlight <portal@porchlight.example>',
      linkFor: (mail) => `https://portal.example/${mail.facts.slug}/link#token-of-${mail.linkId}`,
      portalUrl: (slug) => `https://portal.example/${slug}`,
      isStillWanted: async (mail) => !this.unwanted.has(mail.id),
      onStateChange: async (mail, state) => void this.states.push({ id: mail.id, state }),
      logger: this.logger,
      ...own,
    };
  }

  /** Queues a mail as an act of the product would. */
  async queue(own: Partial<Mail> & { kind?: MailKind } = {}): Promise<MailRef> {
    const mail: Mail = {
      practiceId: this.practiceId,
      id: newId(),
      kind: 'sign-in-link',
      to: 'jamie@client.example',
      linkId: newId(),
      aboutId: newId(),
      facts,
      ...own,
    };
    await this.database.run(
      statement(
        'test.queue-mail',
        `WITH ${queueMailText(this.jobs, 'SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::uuid, $6::uuid, $7::jsonb')} SELECT 1`,
      ),
      [mail.practiceId, mail.id, mail.kind, mail.to, mail.linkId, mail.aboutId, JSON.stringify(mail.facts)],
    );
    return { practiceId: mail.practiceId, mailId: mail.id };
  }

  async stateOf(ref: MailRef): Promise<MailState | undefined> {
    return (await this.mails.find(ref))?.state;
  }

  /** The jobs that wait for this mail, with the seconds until they may start. */
  async jobsOf(ref: MailRef): Promise<{ priority: number; wait: number }[]> {
    const { rows } = await this.database.executeSql(
      `SELECT priority, round(extract(epoch FROM start_after - created_on), 3)::float8 AS wait FROM pgboss.job
        WHERE name = 'deliver-mail' AND data->>'mailId' = $1 AND state = 'created' ORDER BY created_on`,
      [ref.mailId],
    );
    return rows as { priority: number; wait: number }[];
  }

  /** Lets so many seconds pass for the mails and for the gate. */
  async pass(seconds: number): Promise<void> {
    this.clock.milliseconds += seconds * 1000;
    await this.database.executeSql(
      `UPDATE mail SET due_at = due_at - $1 * interval '1 second', queued_at = queued_at - $1 * interval '1 second',
                       state_at = state_at - $1 * interval '1 second'`,
      [seconds],
    );
    await this.database.executeSql(`UPDATE pgboss.job SET start_after = start_after - $1 * interval '1 second'`, [
      seconds,
    ]);
  }

  /** Does the jobs that may start now, in the queue's order, as one worker would. */
  async workDueJobs(dependencies: DeliverMailDependencies): Promise<number> {
    const { rows } = await this.database.executeSql(
      `DELETE FROM pgboss.job WHERE id IN (
         SELECT id FROM pgboss.job WHERE name = 'deliver-mail' AND state = 'created' AND start_after <= now()
         FOR UPDATE SKIP LOCKED)
       RETURNING priority, created_on, data`,
    );
    const due = (rows as { priority: number; created_on: Date; data: MailRef }[]).toSorted(
      (a, b) => b.priority - a.priority || a.created_on.getTime() - b.created_on.getTime(),
    );
    for (const job of due) await deliverMail(dependencies, job.data);
    return due.length;
  }
}
