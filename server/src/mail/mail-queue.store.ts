import type { Queryable } from '../db/database.ts';
import type { Due } from '../db/poller.ts';
import { type Statement, statement } from '../db/statement.ts';
import { mailColumns, mailOf, type MailRow } from './mail-columns.sql.ts';
import { claimMails, discoverMails, type LinkStateOf, type MailLane, settleMails } from './mail-queue.sql.ts';
import type { MailRecord, MailState } from './mail.ts';

/** A mail that this server has claimed, until the lease ends. */
export interface ClaimedMail extends MailRecord {
  /** Whether its link still signs in; `live` for a mail without one. */
  linkState: LinkState;
  /** How long ago it was queued, by the database's clock. */
  ageSeconds: number;
}

export type LinkState = 'live' | 'redeemed' | 'over';

/** The result of a claimed mail. */
export interface SettledMail {
  mail: ClaimedMail;
  /** `queued`: it is tried again, after a pause. */
  state: Extract<MailState, 'queued' | 'sent' | 'delivered' | 'bounced' | 'failed' | 'not-sent'>;
  reason: string | null;
  /** The mail service's own id. */
  providerId: string | null;
  pauseSeconds: number;
  /** Whether it was offered to the mail service. */
  tried: boolean;
}

interface Settle {
  practiceId: string;
  provider: string;
  ids: string[];
  count: number;
  attempts: number[];
  states: MailState[];
  reasons: (string | null)[];
  providerIds: (string | null)[];
  pauses: number[];
  tried: boolean[];
  taken: boolean[];
}

type ClaimedRow = MailRow & { link_state: LinkState; age_seconds: number };
type MailClaims = Readonly<
  Record<MailLane, Statement<ClaimedRow, { practiceId: string; most: number; leaseSeconds: number }>>
>;

const discover: Readonly<Record<MailLane, Statement<Due, { after: string }>>> = {
  awaited: statement('mail.discover', discoverMails('awaited')),
  invitations: statement('mail.discover-invitations', discoverMails('invitations')),
};
const settle = statement<{ id: string; state: MailState }, Settle>('mail.settle', settleMails);

/** The statements that claim mails. Mail knows nothing of links. */
export const mailClaims = (linkStateOf: LinkStateOf): MailClaims => ({
  awaited: statement('mail.claim', claimMails('awaited', linkStateOf, mailColumns)),
  invitations: statement('mail.claim-invitations', claimMails('invitations', linkStateOf, mailColumns)),
});

/** The queue of mails. */
export class MailQueueStore {
  constructor(
    private readonly database: Queryable,
    private readonly claims: MailClaims,
  ) {}

  /** The practices after this one whose mails are due. */
  async discover(lane: MailLane, after: string): Promise<Due[]> {
    return this.database.run(discover[lane], { after });
  }

  /** Claims mails of a practice, the oldest first; at most one to an address is in anybody's hands. */
  async claim(lane: MailLane, practiceId: string, most: number, leaseSeconds: number): Promise<ClaimedMail[]> {
    const rows = await this.database.run(this.claims[lane], { practiceId, most, leaseSeconds });
    return rows
      .map((row) => Object.assign(mailOf(row), { linkState: row.link_state, ageSeconds: row.age_seconds }))
      .toSorted((a, b) => b.ageSeconds - a.ageSeconds || (a.id < b.id ? -1 : 1));
  }

  /**
   * Writes down what came of claimed mails of a practice. One whose claim was over meanwhile stays as
   * it is, unless the mail service has taken it.
   *
   * @returns the state that each is in now: further along when a delivery event came first.
   */
  async settle(practiceId: string, provider: string, done: readonly SettledMail[]): Promise<Map<string, MailState>> {
    const rows = await this.database.run(settle, {
      practiceId,
      provider,
      ids: done.map(({ mail }) => mail.id),
      count: done.length,
      attempts: done.map(({ mail }) => mail.attempts),
      states: done.map(({ state }) => state),
      reasons: done.map(({ reason }) => reason),
      providerIds: done.map(({ providerId }) => providerId),
      pauses: done.map(({ pauseSeconds }) => pauseSeconds),
      tried: done.map(({ tried }) => tried),
      taken: done.map(({ state }) => state === 'sent' || state === 'delivered'),
    });
    return new Map(rows.map(({ id, state }) => [id, state]));
  }
}
