import { type Fragment, sql } from '../db/sql.ts';
import type { Portal } from './portal.ts';

/** The columns of a portal, from the practice with this alias. */
export const portalColumns = (practice: Fragment): Fragment => sql`
  ${practice}.slug, ${practice}.name AS "practiceName", ${practice}.mail_name AS "mailName", ${practice}.phone,
  ${practice}.address, ${practice}.time_zone AS "timeZone", ${practice}.link_lifetime_minutes AS "linkLifetimeMinutes",
  ${practice}.pin_lifetime_minutes AS "pinLifetimeMinutes"`;

/** A row that holds {@link portalColumns}. */
export type PortalRow = Omit<Portal, 'name'> & { practiceName: string };

/** Picks the portal from a row that has more columns. */
export const portalOf = (row: PortalRow): Portal => ({
  slug: row.slug,
  name: row.practiceName,
  mailName: row.mailName,
  phone: row.phone,
  address: row.address,
  timeZone: row.timeZone,
  linkLifetimeMinutes: row.linkLifetimeMinutes,
  pinLifetimeMinutes: row.pinLifetimeMinutes,
});
