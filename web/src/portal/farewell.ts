/** Why somebody finds themselves at the sign-in page again. */
export type Farewell = 'idle' | 'elsewhere' | 'signed-out' | 'everywhere';

/** What the sign-in page then says. */
export const farewells: Readonly<Record<Farewell, string>> = {
  idle: 'You were away for a while, so we signed you out to keep your information private.',
  elsewhere: 'You are no longer signed in here. To come back, ask for a new link.',
  'signed-out': 'You are signed out. See you next time.',
  everywhere: 'You are signed out, on this device and all others.',
};

/** Reads a farewell from the state that travels with a page in the browser's history. */
export function farewellIn(state: unknown): Farewell | undefined {
  const word = typeof state === 'object' && state !== null && 'farewell' in state ? state.farewell : undefined;
  return typeof word === 'string' && word in farewells ? (word as Farewell) : undefined;
}
