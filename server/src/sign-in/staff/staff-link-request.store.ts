import { type Database, quickAct, type Statement } from '../../db/database.ts';
import type { JobKind, JobQueue } from '../../db/job-queue.ts';
import { newId } from '../../lib/ids.ts';

/** The job that answers a staff member who asked for a link. */
export const sendStaffSignInLinkKind: JobKind<{ requestId: string; email: string }> = {
  queue: 'send-staff-sign-in-link',
  options: {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 30,
    deleteAfterSeconds: 3600,
  },
};

/**
 * Requests of staff for a link. They name no practice, so nothing but the job is written: the
 * practice's own record begins when the job has found whose address it is.
 */
export class StaffLinkRequestStore {
  readonly #record: Statement<never>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    this.#record = quickAct(
      'record-staff-link-request',
      jobs.insertText(
        sendStaffSignInLinkKind,
        "SELECT json_build_array(json_build_object('data', json_build_object('requestId', $1::uuid, 'email', $2::text)))",
      ),
    );
  }

  async record(email: string): Promise<void> {
    await this.database.run(this.#record, [newId(), email]);
  }
}
