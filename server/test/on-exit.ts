const acts = new Set<() => void>();

process.once('exit', () => acts.forEach((act) => act()));
// Vitest ends its workers by this signal, which by itself would end them without an "exit".
process.once('SIGTERM', () => process.exit());

/**
 * Does something when the tests' process ends.
 *
 * @returns what calls it off.
 */
export function onExit(act: () => void): () => void {
  acts.add(act);
  return () => void acts.delete(act);
}
