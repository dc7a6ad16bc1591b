import { type Fragment, sql } from '../db/sql.ts';

/**
 * A condition on a mail: its state says whether its address takes mail. A mail server of the practice's own
 * says no more than that it took the mail.
 */
export const saysWhetherItArrived = (mail: Fragment): Fragment =>
  sql`(${mail}.state IN ('delivered', 'bounced', 'complained') OR ${mail}.state = 'sent' AND ${mail}.provider = 'smtp')`;
