import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { PracticeActivityQueries } from '../activity/practice-activity.query.ts';
import { ApiKeyMutations } from '../api-keys/api-keys.mutation.ts';
import { ApiKeyQueries } from '../api-keys/api-keys.query.ts';
import { ClientMutations } from '../clients/clients.mutation.ts';
import { ClientConnectionFields, ClientQueries } from '../clients/clients.query.ts';
import { ActivityDeliveryField, PortalAccessFields } from '../clients/portal-access.query.ts';
import { PortalViewerQueries } from '../clients/viewer.query.ts';
import { ImportMutations } from '../imports/imports.mutation.ts';
import { ImportQueries } from '../imports/imports.query.ts';
import { InvitationBatchMutations } from '../invitations/invitations.mutation.ts';
import { InvitationBatchQueries } from '../invitations/invitations.query.ts';
import { PracticeQueries } from '../practice/practice.query.ts';
import { UpdatePracticeMutation } from '../practice/update-practice.mutation.ts';
import { SessionMutations } from '../sessions/sessions.mutation.ts';
import { DiagnosisFields } from '../sign-in/diagnosis/diagnosis.query.ts';
import { RedeemLinkMutation } from '../sign-in/link/redeem-link.mutation.ts';
import { RedeemPinMutation } from '../sign-in/pin/redeem-pin.mutation.ts';
import { RequestSignInLinkMutations } from '../sign-in/link/request-sign-in-link.mutation.ts';
import { GeneratedPinFields, SignInStaffMutations } from '../sign-in/credentials.mutation.ts';
import { UnmatchedAttemptQueries } from '../sign-in/diagnosis/unmatched-attempts.query.ts';
import { StaffMemberMutations } from '../staff/staff-members.mutation.ts';
import { StaffMemberQueries } from '../staff/staff-members.query.ts';
import { StaffQueries } from '../staff/staff.query.ts';
import { WebhookMutations } from '../webhooks/webhooks.mutation.ts';
import { WebhookQueries } from '../webhooks/webhooks.query.ts';
import { authorize } from '../http/authorize.ts';
import { describeRules } from './describe-rules.ts';

/** Builds the GraphQL schema from the resolvers of every slice. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      ActivityDeliveryField,
      ApiKeyMutations,
      ApiKeyQueries,
      ClientConnectionFields,
      ClientMutations,
      ClientQueries,
      DiagnosisFields,
      GeneratedPinFields,
      ImportMutations,
      ImportQueries,
      InvitationBatchMutations,
      InvitationBatchQueries,
      PortalAccessFields,
      PortalViewerQueries,
      PracticeActivityQueries,
      PracticeQueries,
      RedeemLinkMutation,
      RedeemPinMutation,
      RequestSignInLinkMutations,
      SessionMutations,
      SignInStaffMutations,
      StaffMemberMutations,
      StaffMemberQueries,
      StaffQueries,
      UnmatchedAttemptQueries,
      UpdatePracticeMutation,
      WebhookMutations,
      WebhookQueries,
    ],
    authChecker: authorize,
    // Each use case validates its own input.
    validate: false,
  });
  return describeRules(schema);
}
