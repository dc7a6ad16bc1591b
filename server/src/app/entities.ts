import type { Entity } from '../db/data-source.ts';
import { ActivityEntity } from '../activity/activity.entity.ts';
import { ApiBudgetEntity, ApiKeyEntity } from '../api-keys/api-key.entity.ts';
import { ClientEntity } from '../clients/client.entity.ts';
import { PortalAccessEntity } from '../clients/portal-access.entity.ts';
import { PortalAccountEntity } from '../clients/portal-account.entity.ts';
import { IdempotencyKeyEntity } from '../idempotency/idempotency-key.entity.ts';
import { ClientImportEntity, ClientImportRowEntity } from '../imports/client-import.entity.ts';
import { InvitationBatchEntity, InvitationBatchItemEntity } from '../invitations/invitation-batch.entity.ts';
import { MailEntity } from '../mail/mail.entity.ts';
import { ScheduledTaskEntity } from '../db/scheduled-task.entity.ts';
import { PortalAddressEntity, PracticeEntity } from '../practice/practice.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { PinEntity } from '../sign-in/pin/pin.entity.ts';
import { SignInLinkEntity } from '../sign-in/link/sign-in-link.entity.ts';
import { SignInRequestEntity } from '../sign-in/link/sign-in-request.entity.ts';
import { StaffLinkRequestEntity } from '../sign-in/staff/staff-link-request.entity.ts';
import { StaffMemberEntity } from '../staff/staff-member.entity.ts';
import { WebhookDeliveryEntity } from '../webhooks/webhook-delivery.entity.ts';
import { WebhookEndpointEntity } from '../webhooks/webhook-endpoint.entity.ts';

export const entities: readonly Entity[] = [
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
  ScheduledTaskEntity,
  SessionEntity,
  SignInLinkEntity,
  SignInRequestEntity,
  StaffLinkRequestEntity,
  StaffMemberEntity,
  WebhookDeliveryEntity,
  WebhookEndpointEntity,
];
