import { Foundation1795341837718 } from './1795341837718-foundation.ts';
import { AppendOnlyActivity1795341837719 } from './1795341837719-append-only-activity.ts';
import { Search1795341837720 } from './1795341837720-search.ts';
import { ClientList1795344364010 } from './1795344364010-client-list.ts';
import { StaffAndActivity1795344423013 } from './1795344423013-staff-and-activity.ts';
import { UnmatchedAttempts1795344522453 } from './1795344522453-unmatched-attempts.ts';
import { ImportAndInviteMany1795344867556 } from './1795344867556-import-and-invite-many.ts';
import { ApiKeys1795344964620 } from './1795344964620-api-keys.ts';
import { Webhooks1795346072946 } from './1795346072946-webhooks.ts';
import { SmtpClearsBounces1795347480215 } from './1795347480215-smtp-clears-bounces.ts';
import { RequestsWaitByThemselves1795576489392 } from './1795576489392-requests-wait-by-themselves.ts';
import { EveryTryWritesAsMuch1795598100000 } from './1795598100000-every-try-writes-as-much.ts';
import { RowsAreTheQueue1795610000000 } from './1795610000000-rows-are-the-queue.ts';
import { MailsAreClaimedByTheDozen1795612000000 } from './1795612000000-mails-are-claimed-by-the-dozen.ts';
import { ImportsAreTheirOwnQueue1795850000000 } from './1795850000000-imports-are-their-own-queue.ts';
import { DeliveriesAreTheirOwnQueue1795850100000 } from './1795850100000-deliveries-are-their-own-queue.ts';
import { BatchesAreTheirOwnQueue1795850200000 } from './1795850200000-batches-are-their-own-queue.ts';
import { NoTriggersForTheList1795850300000 } from './1795850300000-no-triggers-for-the-list.ts';
import { SecretKeyCheck1795862000000 } from './1795862000000-secret-key-check.ts';

/** Every migration, in order; a new one is added at the end, an old one never changed. */
export const migrations = [
  Foundation1795341837718,
  AppendOnlyActivity1795341837719,
  Search1795341837720,
  ClientList1795344364010,
  StaffAndActivity1795344423013,
  UnmatchedAttempts1795344522453,
  ImportAndInviteMany1795344867556,
  ApiKeys1795344964620,
  Webhooks1795346072946,
  SmtpClearsBounces1795347480215,
  RequestsWaitByThemselves1795576489392,
  EveryTryWritesAsMuch1795598100000,
  RowsAreTheQueue1795610000000,
  MailsAreClaimedByTheDozen1795612000000,
  ImportsAreTheirOwnQueue1795850000000,
  DeliveriesAreTheirOwnQueue1795850100000,
  BatchesAreTheirOwnQueue1795850200000,
  NoTriggersForTheList1795850300000,
  SecretKeyCheck1795862000000,
];
