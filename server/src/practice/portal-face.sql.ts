import { type Fragment, sql } from '../db/sql.ts';
import type { PortalFace } from './portal-face.ts';

/** The columns of a portal's face, from a practice under this alias. */
export const portalFaceColumns = (practice: Fragment): Fragment => sql`
  ${practice}.slug, ${practice}.name AS "practiceName", ${practice}.mail_name AS "mailName", ${practice}.phone,
  ${practice}.address, ${practice}.time_zone AS "timeZone", ${practice}.link_lifetime_minutes AS "linkLifetimeMinutes",
  ${practice}.pin_lifetime_minutes AS "pinLifetimeMinutes"`;

/** A row that holds {@link portalFaceColumns}. */
export type PortalFaceRow = Omit<PortalFace, 'name'> & { practiceName: string };

/** The face out of a row that holds more. */
export const portalFaceOf = (row: PortalFaceRow): PortalFace => ({
  slug: row.slug,
  name: row.practiceName,
  mailName: row.mailName,
  phone: row.phone,
  address: row.address,
  timeZone: row.timeZone,
  linkLifetimeMinutes: row.linkLifetimeMinutes,
  pinLifetimeMinutes: row.pinLifetimeMinutes,
});
