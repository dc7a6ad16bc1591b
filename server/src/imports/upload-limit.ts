import { Fault } from '../lib/fault.ts';
import { importPolicy } from './import-policy.ts';

/** Keeps the memory that uploads take small: a file is held whole while it is looked at. */
export class UploadLimit {
  readonly #underWay = new Map<string, number>();
  #total = 0;

  /**
   * Lets an upload of a practice begin. Whoever calls it calls {@link end} when it is over.
   *
   * @throws Fault TOO_MANY_REQUESTS when as many are under way as there may be, of the practice or on this server.
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
