/** The oldest Node that the product runs on. */
const oldest = '22.18';

/** Ends the process with one sentence when this Node is too old. */
export function requireNode(version: string): void {
  if (version.localeCompare(oldest, 'en', { numeric: true }) >= 0) return;
  console.error(`Porchlight needs Node ${oldest} or newer, and this is Node ${version}.`);
  process.exit(1);
}
