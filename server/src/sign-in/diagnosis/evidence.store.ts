import type { Database } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import type { NewestLink, NewestPin } from './evidence.ts';

/** The newest link and PIN of an account, at a moment of the database's clock. */
export interface NewestCredentials {
  now: Date;
  link: NewestLink | undefined;
  pin: NewestPin | undefined;
}

type Row = { portalAccountId: string; now: Date } & (Prefixed<'link', NewestLink> & Prefixed<'pin', NewestPin>);
type Prefixed<Prefix extends string, Of> = { [Name in keyof Of & string as `${Prefix}${Capitalize<Name>}`]: Of[Name] };

const listNewest = statement<Row, { practiceId: string; portalAccountIds: readonly string[] }>(
  'diagnosis.list-newest-credentials',
  sql`
  SELECT t.id AS "portalAccountId", now() AS now,
         l.id AS "linkId", l.kind AS "linkKind", l.issued_at AS "linkIssuedAt", l.expires_at AS "linkExpiresAt",
         l.redeemed_at AS "linkRedeemedAt", l.voided_at AS "linkVoidedAt",
         p.created_at AS "pinCreatedAt", m.name AS "pinCreatedBy", p.expires_at AS "pinExpiresAt", p.tries AS "pinTries",
         p.redeemed_at AS "pinRedeemedAt", p.voided_at AS "pinVoidedAt", p.void_reason AS "pinVoidReason"
    FROM unnest(:portalAccountIds::uuid[]) AS t(id)
    LEFT JOIN LATERAL (SELECT * FROM sign_in_link WHERE practice_id = :practiceId AND portal_account_id = t.id
                        ORDER BY issued_at DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (SELECT * FROM pin WHERE practice_id = :practiceId AND portal_account_id = t.id
                        ORDER BY created_at DESC LIMIT 1) p ON true
    LEFT JOIN staff_member m ON m.practice_id = :practiceId AND m.id = p.created_by`,
);

/** What a diagnosis reads of links and PINs. */
export class EvidenceStore {
  constructor(private readonly database: Database) {}

  /** The newest link and PIN of each of these accounts, spent or not, as far as they are still kept. */
  async newestCredentials(
    practiceId: string,
    portalAccountIds: readonly string[],
  ): Promise<Map<string, NewestCredentials>> {
    const rows = await this.database.run(listNewest, { practiceId, portalAccountIds });
    return new Map(rows.map((row) => [row.portalAccountId, fromRow(row)]));
  }
}

// What a join found nothing for is null throughout, whatever the row's type says.
function fromRow(row: Row): NewestCredentials {
  const link = {
    id: row.linkId,
    kind: row.linkKind,
    issuedAt: row.linkIssuedAt,
    expiresAt: row.linkExpiresAt,
    redeemedAt: row.linkRedeemedAt,
    voidedAt: row.linkVoidedAt,
  };
  const pin = {
    createdAt: row.pinCreatedAt,
    createdBy: row.pinCreatedBy,
    expiresAt: row.pinExpiresAt,
    tries: row.pinTries,
    redeemedAt: row.pinRedeemedAt,
    voidedAt: row.pinVoidedAt,
    voidReason: row.pinVoidReason,
  };
  return {
    now: row.now,
    link: (link.id as string | null) === null ? undefined : link,
    pin: (pin.createdAt as Date | null) === null ? undefined : pin,
  };
}
