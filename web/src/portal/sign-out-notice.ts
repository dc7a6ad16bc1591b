/** Why somebody is at the sign-in page again. */
export type SignOutReason = 'idle' | 'elsewhere' | 'signed-out' | 'everywhere';

/** What the sign-in page says about it. */
export const signOutNotices: Readonly<Record<SignOutReason, string>> = {
  idle: 'You were away for a while, so we signed you out to keep your information private.',
  elsewhere: 'You are no longer signed in here. To come back, ask for a new link.',
  'signed-out': 'You are signed out. See you next time.',
  everywhere: 'You are signed out, on this device and all others.',
};

/** Reads the reason from the state of the browser's history. */
export function signOutReasonIn(state: unknown): SignOutReason | undefined {
  const reason =
    typeof state === 'object' && state !== null && 'signOutReason' in state ? state.signOutReason : undefined;
  return typeof reason === 'string' && reason in signOutNotices ? (reason as SignOutReason) : undefined;
}
