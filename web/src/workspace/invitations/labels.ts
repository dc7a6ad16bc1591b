import type { InvitationAudience, InvitationBatchState } from '../../api/generated/workspace/graphql.ts';

export const batchStateLabels: Readonly<Record<InvitationBatchState, string>> = {
  RUNNING: 'Being sent',
  PAUSED: 'Paused',
  DONE: 'Done',
  CANCELLED: 'Cancelled',
};

export const audienceLabels: Readonly<Record<InvitationAudience, string>> = {
  NEVER_INVITED: 'Everyone never invited',
  IMPORT: 'People of an import',
};
