import { executeSql } from '../../../test/execute-sql.ts';
import { entities } from '../../app/entities.ts';
import { pino } from 'pino';
import { openTestDatabase } from '../../../test/migrated-database.ts';
import { type OpenDatabase, openDatabase } from '../../db/open-database.ts';
import { noPractice } from '../../db/poller.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { linkStateOf } from '../../sign-in/link/link-state.sql.ts';
import type { DeliverMailDependencies } from '../deliver-mail.ts';
import { type ClaimedMail, mailClaims, MailQueueStore } from '../mail-queue.store.ts';
import type { MailMessage, MailTransport, SendOutcome } from '../mail-transport.ts';
import { mailQueues } from '../mail.poller.ts';
import { MailStore } from '../mail.store.ts';
import type { Mail, MailFacts, MailKind, MailRef, MailState } from '../mail.ts';
import { queueMail } from '../queue-mail.ts';
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

/** A clock that moves only when a test moves it, or when the code under test waits. */
export class TestClock implements Clock {
  milliseconds = 0;
  now = () => this.milliseconds;
  wait = async (milliseconds: number) => void (this.milliseconds += milliseconds);
}

/** A transport that answers as the test sets it, and keeps what it was given. */
export class TestTransport implements MailTransport {
  readonly name = 'test';
  timeoutMs = 5000;
  perSecond: number | null = null;
  atOnce = 24;
  readonly sent: { message: MailMessage; key: string }[] = [];
  answer: (message: MailMessage, key: string) => SendOutcome | Promise<SendOutcome> = () => ({
    outcome: 'sent',
    providerId: newId(),
    delivered: false,
  });

  async send(message: MailMessage, { idempotencyKey }: { idempotencyKey: string }): Promise<SendOutcome> {
    this.sent.push({ message, key: idempotencyKey });
    return this.answer(message, idempotencyKey);
  }
  check = async () => [];
  close = async () => {};
}

type Dependencies = DeliverMailDependencies & { mailQueue: MailQueueStore };

const queueLink = statement<never, { practiceId: string; linkId: string; accountId: string }>(
  'test.queue-link',
  sql`
  INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, expires_at)
  VALUES (:practiceId, :linkId, 'sign-in', :accountId, now() + interval '10 years')`,
);

const queueOne = statement<never, Record<string, unknown>>(
  'test.queue-mail',
  sql`
  WITH ${queueMail(sql`
    SELECT :practiceId::uuid, :id::uuid, :kind::text, :to::text, :linkId::uuid, :aboutId::uuid, :facts::jsonb`)}
  SELECT 1`,
);

/** A database with the mail stores, for tests. */
export class MailTestHarness {
  readonly clock = new TestClock();
  practiceId = newId();
  readonly logger = pino({ level: 'silent' });
  readonly mails: MailStore;
  readonly mailQueue: MailQueueStore;

  private constructor(readonly opened: OpenDatabase) {
    this.mails = new MailStore(opened.database);
    this.mailQueue = new MailQueueStore(opened.database, mailClaims(linkStateOf));
  }

  get database() {
    return this.opened.database;
  }

  /** Opens one on a database of its own in memory, or on a Postgres. */
  static async open(url?: string): Promise<MailTestHarness> {
    const opened = await (url === undefined ? openTestDatabase() : openDatabase({ url }, entities));
    // The links of these tests have no portal account.
    await executeSql(opened.database, 'ALTER TABLE sign_in_link DROP CONSTRAINT IF EXISTS sign_in_link_account');
    return new MailTestHarness(opened);
  }

  async close(): Promise<void> {
    await this.opened.close();
  }

  /** Deletes every mail and link. */
  async clear(): Promise<void> {
    await executeSql(this.database, 'DELETE FROM mail');
    await executeSql(this.database, 'DELETE FROM sign_in_link');
  }

  /** The dependencies of delivery, with this transport. */
  dependencies(transport: MailTransport, own: Partial<Dependencies> = {}): Dependencies {
    return {
      mailQueue: this.mailQueue,
      transport,
      breaker: new CircuitBreaker(transport.perSecond, this.clock),
      from: 'Porchlight <portal@porchlight.example>',
      linkFor: (mail) => `https://portal.example/${mail.facts.slug}/link#token-of-${mail.linkId}`,
      portalUrl: (slug) => `https://portal.example/${slug}`,
      logger: this.logger,
      ...own,
    };
  }

  /** Queues a mail as the product does; its link works until `endLink`. */
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
    const { practiceId, linkId } = mail;
    await this.database.transaction(async (transaction) => {
      if (linkId) await transaction.run(queueLink, { practiceId, linkId, accountId: newId() });
      await transaction.run(queueOne, { ...mail, facts: JSON.stringify(mail.facts) });
    });
    return { practiceId, mailId: mail.id };
  }

  /** Ends the link of this mail, as a newer link or its redemption does. */
  async endLink({ mailId }: MailRef, how: 'voided' | 'redeemed' = 'voided'): Promise<void> {
    await executeSql(
      this.database,
      `UPDATE sign_in_link SET ${how}_at = now(), void_reason = $2 WHERE id = (SELECT link_id FROM mail WHERE id = $1)`,
      [mailId, how === 'voided' ? 'superseded' : null],
    );
  }

  async stateOf(ref: MailRef): Promise<MailState | undefined> {
    return (await this.mails.find(ref))?.state;
  }

  /** How many mails are still queued. */
  async waiting(): Promise<number> {
    const rows = await executeSql(this.database, `SELECT FROM mail WHERE state = 'queued'`);
    return rows.length;
  }

  /** Moves the clock of the mails and of the circuit breaker forward. */
  async advance(seconds: number): Promise<void> {
    this.clock.milliseconds += seconds * 1000;
    await executeSql(
      this.database,
      `UPDATE mail SET due_at = due_at - $1 * interval '1 second', queued_at = queued_at - $1 * interval '1 second',
                       state_at = state_at - $1 * interval '1 second',
                       claimed_until = claimed_until - $1 * interval '1 second'`,
      [seconds],
    );
  }

  /** Claims the mails that are due, as a server does that dies before it sends them. */
  async claim(most = 100): Promise<ClaimedMail[]> {
    return this.mailQueue.claim('awaited', this.practiceId, most, 25);
  }

  /** Delivers what is due, as the poller of one server does, until nothing is due. */
  async deliverDue(dependencies: Dependencies): Promise<void> {
    for (const queue of mailQueues(dependencies)) {
      for (let claimed = -1; claimed !== 0;) {
        claimed = 0;
        for (const due of await queue.discover(noPractice)) {
          const mails = await queue.claim(due, queue.rowsPerClaim);
          const done = await Promise.all(mails.map(async (mail) => queue.do?.(mail)));
          if (done.length > 0) await queue.settle?.(due.practiceId, done);
          claimed += mails.length;
        }
      }
    }
  }
}
