import type { Logger } from 'pino';
import { noPractice, type Queue } from '../../db/poller.ts';
import type { StaffStore } from '../../staff/staff.store.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import { answerStaffLinkRequest } from './answer-staff-link-request.ts';
import type { StaffCredentialsStore } from './staff-credentials.store.ts';
import type { ClaimedStaffLinkRequest, StaffLinkRequestStore } from './staff-link-request.store.ts';

/** The queue of staff link requests. */
export const staffLinkRequestQueue = (dependencies: {
  staff: StaffStore;
  staffCredentials: StaffCredentialsStore;
  staffLinkRequests: StaffLinkRequestStore;
  logger: Logger;
}): Queue<ClaimedStaffLinkRequest, { id: string; answered: boolean }> => ({
  name: 'staff link requests',
  pollSeconds: 0.25,
  practicesAtOnce: 1,
  rowsPerClaim: 10,
  rowsAtOnce: 20,
  async discover(after) {
    if (after !== noPractice || !(await dependencies.staffLinkRequests.anyWaiting())) return [];
    return [{ practiceId: noPractice, ids: [] }];
  },
  claim: (_, most) => dependencies.staffLinkRequests.claim(most),
  async do(request) {
    try {
      await answerStaffLinkRequest(dependencies, request);
      return { id: request.id, answered: true };
    } catch (error) {
      if (request.tries === signInPolicy.answerTries) {
        dependencies.logger.error({ err: error, request: request.id }, 'a request for a staff link was given up');
      }
      return { id: request.id, answered: false };
    }
  },
  async settle(_, done) {
    const idsOf = (answered: boolean) => done.filter((each) => each.answered === answered).map(({ id }) => id);
    await dependencies.staffLinkRequests.settle(idsOf(true), idsOf(false));
  },
});
