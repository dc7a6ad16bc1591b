import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ActivityEntity } from '../activity/activity.entity.ts';
import { ApiBudgetEntity, ApiKeyEntity } from '../api-keys/api-key.entity.ts';
import { ClientEntity } from '../clients/client.entity.ts';
import { PortalAccessEntity } from '../clients/portal-access.entity.ts';
import { PortalAccountEntity } from '../clients/portal-account.entity.ts';
import { IdempotencyKeyEntity } from '../idempotency/idempotency-key.entity.ts';
import { ClientImportEntity, ClientImportRowEntity } from '../imports/client-import.entity.ts';
import { InvitationBatchEntity, InvitationBatchItemEntity } from '../invitations/invitation-batch.entity.ts';
import { MailEntity } from '../mail/mail.entity.ts';
import { PortalAddressEntity, PracticeEntity } from '../practice/practice.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { PinEntity } from '../sign-in/pin.entity.ts';
import { SignInLinkEntity } from '../sign-in/sign-in-link.entity.ts';
import { SignInRequestEntity } from '../sign-in/sign-in-request.entity.ts';
import { StaffMemberEntity } from '../staff/staff-member.entity.ts';
import { WebhookDeliveryEntity } from '../webhooks/webhook-delivery.entity.ts';
import { WebhookEndpointEntity } from '../webhooks/webhook-endpoint.entity.ts';
import { migrations } from './migrations/migrations.ts';

/** Where the data is: a Postgres by its address, or the embedded one. */
export type Place = { url: string } | { embedded: PGlite };

/** How long, in milliseconds, a request waits for a free connection before it hears that it should come back. */
export const waitForConnection = 3000;

/** Opens a data source on Postgres or on the embedded database; both speak through the same driver. */
export async function openDataSource(place: Place): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    entities: [
      ActivityEntity,
      ApiBudgetEntity,
      ApiKeyEntity,
      ClientEntity,
      ClientImportEntity,
      ClientImportRowEntity,
      InvitationBatchEntity,
      InvitationBatchItemEntity,
      IdempotencyKeyEntity,
      MailEntity,
      PinEntity,
      PortalAccessEntity,
      PortalAccountEntity,
      PortalAddressEntity,
      PracticeEntity,
      SessionEntity,
      SignInLinkEntity,
      SignInRequestEntity,
      StaffMemberEntity,
      WebhookDeliveryEntity,
      WebhookEndpointEntity,
    ],
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    // By default a condition on null or undefined matches the first row there is.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    ...('url' in place
      ? { url: place.url, extra: { max: 10, connectionTimeoutMillis: waitForConnection, idleTimeoutMillis: 30_000 } }
      : { extra: { ...embeddedPool(place.embedded), max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 } }),
  };
  return new DataSource(options).initialize();
}

/** A function of the class `PGlitePgConfig`: a spread keeps only its own fields, and all that pg needs are fields. */
const embeddedPool = (embedded: PGlite) => createPgConfig(embedded);
