import type { JobKind, JobWork } from '../db/job-queue.ts';
import type { ClientListStore } from './client-list.store.ts';

/** The job that notes at the clients when they last signed in, for the list. */
export const noteSignInsKind: JobKind<object> = {
  queue: 'note-sign-ins',
  options: { expireInSeconds: 300, retryLimit: 0, deleteAfterSeconds: 3600 },
};

/** Every minute, so that a list that asks for it has little left to catch up with. */
export function noteSignInsWork(stores: { clientList: ClientListStore }): JobWork<object> {
  return {
    kind: noteSignInsKind,
    options: { pollingIntervalSeconds: 30 },
    schedule: '* * * * *',
    async handle() {
      await stores.clientList.noteSignIns();
    },
  };
}
