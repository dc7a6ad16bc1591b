import type { PortalAccountStore, StoredAddress } from '../../clients/portal-account.store.ts';
import type { NearMiss } from './evidence.ts';
import { compareAddresses, type Difference, patternsOnFile, patternsTyped } from './similar-address.ts';
import type { UnmatchedAttemptStore } from './unmatched-attempts.store.ts';

/** More do not help. */
const mostShown = 5;

/** What was typed in the last 30 days that is nearly one of these addresses and on file for nobody, newest first. */
export async function findNearMisses(
  { unmatchedAttempts }: { unmatchedAttempts: UnmatchedAttemptStore },
  practiceId: string,
  emails: readonly string[],
): Promise<Map<string, NearMiss[]>> {
  const patterns = new Map(emails.map((email) => [email, patternsTyped(email)]));
  const found = await unmatchedAttempts.listMatching(practiceId, patterns);
  return new Map([...found].map(([email, attempts]) => [email, attempts.flatMap(nearTo(email)).slice(0, mostShown)]));
}

const nearTo =
  (onFile: string) =>
  ({ email, at, times, method }: Omit<NearMiss, 'difference'>): NearMiss[] => {
    const difference = compareAddresses(email, onFile);
    return difference ? [{ email, at, times, method, difference }] : [];
  };

/** An address on file that is nearly what somebody typed. */
export type NearAddress = StoredAddress & { difference: Difference };

/** The addresses on file that are nearly what was typed, by what was typed. */
export async function findAddressesNear(
  { portalAccounts }: { portalAccounts: PortalAccountStore },
  practiceId: string,
  typed: readonly string[],
): Promise<Map<string, NearAddress[]>> {
  const onFile = await portalAccounts.listLike(practiceId, typed.flatMap(patternsOnFile));
  const near = (email: string) =>
    onFile.flatMap((address) => {
      const difference = compareAddresses(email, address.email);
      return difference ? [{ ...address, difference }] : [];
    });
  return new Map(typed.map((email) => [email, near(email).slice(0, mostShown)]));
}
