import { type Fragment, sql } from '../db/sql.ts';

/** An SQL expression for the `MailFacts` of the practice with this alias. */
export const mailFacts = (practice: Fragment, askedAt: Fragment, lifetimeMinutes: Fragment): Fragment => sql`
  jsonb_build_object('practiceName', ${practice}.name, 'mailName', ${practice}.mail_name, 'slug', ${practice}.slug,
                     'phone', ${practice}.phone, 'timeZone', ${practice}.time_zone, 'askedAt', ${askedAt},
                     'lifetimeMinutes', ${lifetimeMinutes})`;
