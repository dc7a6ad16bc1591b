import { type Fragment, sql } from '../db/sql.ts';
import { saysWhetherItArrived } from '../mail/mail-outcome.sql.ts';

/** The words of an address are found like those of a name: from their beginning, and without accents. */
const wordsOf = (address: Fragment): Fragment => sql`
  (SELECT ' ' || plain || ' ' || translate(plain, '.@_-+', '     ')
     FROM (SELECT CASE WHEN ${address} ~ '[^ -~]'
                       THEN regexp_replace(normalize(${address}, NFKD), '[\\u0300-\\u036f]', '', 'g')
                       ELSE ${address} END AS plain) _)`;

/** Recomputes the list columns of the given clients from their accesses. */
export const updateListColumns = sql`
  UPDATE client c
     SET (search_addresses, without_address, never_invited, access_off, last_invited_at, last_signed_in_at) = (
       SELECT coalesce(string_agg(${wordsOf(sql`t.email`)}, '' ORDER BY a.id), ''),
              count(*) = 0,
              coalesce(bool_or(a.active AND a.invited_at IS NULL), false),
              coalesce(bool_or(NOT a.active), false),
              coalesce(max(a.invited_at), '-infinity'),
              coalesce(max(sign_in.at), '-infinity')
         FROM portal_access a
         JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
         LEFT JOIN LATERAL (
           SELECT v.at FROM activity v
            WHERE v.practice_id = a.practice_id AND v.portal_account_id = a.portal_account_id AND v.kind = 'signed-in'
            ORDER BY v.at DESC LIMIT 1) sign_in ON true
        WHERE a.practice_id = c.practice_id AND a.client_id = c.id)
   WHERE c.practice_id = :practiceId AND c.id = ANY (:clientIds::uuid[])`;

/**
 * A condition on a client `c`: the latest mail to one of their addresses came back. The mails that came back are
 * gone through one by one, because they are few, and so that no plan reads every address of the practice.
 */
export const isBounced = sql`c.id IN (
  SELECT seen.client_id FROM mail m
   CROSS JOIN LATERAL (
     SELECT a.client_id FROM portal_account t
       JOIN portal_access a ON a.practice_id = t.practice_id AND a.portal_account_id = t.id
      WHERE t.practice_id = :practiceId AND t.email = m.to_address OFFSET 0) seen
   WHERE m.practice_id = :practiceId AND m.state = 'bounced'
     AND m.id = (SELECT latest.id FROM mail latest
                  WHERE latest.practice_id = :practiceId AND latest.to_address = m.to_address
                    AND ${saysWhetherItArrived(sql`latest`)}
                  ORDER BY latest.state_at DESC, latest.id DESC LIMIT 1))`;
