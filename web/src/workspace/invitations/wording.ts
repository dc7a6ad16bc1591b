import type { InvitationAudience, InvitationBatchState } from '../../api/generated/workspace/graphql.ts';

export const batchStateNames: Readonly<Record<InvitationBatchState, string>> = {
  RUNNING: 'Being sent',
  PAUSED: 'Paused',
  DONE: 'Done',
  CANCELLED: 'Cancelled',
};

export const audienceNames: Readonly<Record<InvitationAudience, string>> = {
  NEVER_INVITED: 'Everyone never invited',
  IMPORT: 'People of an import',
};
