import { Fault } from '../lib/fault.ts';
import { importPolicy } from './import-policy.ts';

/** Limits the memory of uploads: a file is in memory while it is read. */
export class UploadLimit {
  readonly #underWay = new Map<string, number>();
  #total = 0;

  /**
   * Begins an upload of a practice. The caller calls {@link end} when it is over.
   *
   * @throws Fault TOO_MANY_REQUESTS when the practice or this server has the most uploads that are allowed.
   */
  begin(practiceId: string): void {
    const ofPractice = this.#underWay.get(practiceId) ?? 0;
    if (ofPractice >= importPolicy.uploadsAtOnce.practice || this.#total >= importPolicy.uploadsAtOnce.server) {
      const message = 'Other files are being uploaded. Please try again in a few seconds.';
      throw new Fault('TOO_MANY_REQUESTS', message, { retryAfterSeconds: 5 });
    }
    this.#underWay.set(practiceId, ofPractice + 1);
    this.#total += 1;
  }

  end(practiceId: string): void {
    const left = (this.#underWay.get(practiceId) ?? 1) - 1;
    if (left > 0) this.#underWay.set(practiceId, left);
    else this.#underWay.delete(practiceId);
    this.#total -= 1;
  }
}
