const callbacks = new Set<() => void>();

process.once('exit', () => callbacks.forEach((callback) => callback()));
// Vitest ends its workers by this signal, which by itself would end them without an "exit".
process.once('SIGTERM', () => process.exit());

/**
 * Calls back when the tests' process ends.
 *
 * @returns a function that cancels this.
 */
export function onExit(callback: () => void): () => void {
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}
