/** The limits of imports, with the reason of each. */
export const importPolicy = {
  /** Twenty thousand clients with every column fit into this. */
  maxFileBytes: 5 * 1024 * 1024,
  /** Far more than one practice has in care, and still looked at in one go. */
  maxRows: 20_000,
  /** What other software exports at most; more is a file of something else. */
  maxColumns: 60,
  /** A row longer than this has a quote that never ends. */
  maxRowCharacters: 64 * 1024,
  /** Files that are held in memory at the same time. */
  uploadsAtOnce: { practice: 2, server: 8 },
  /** The cost of an upload, in points: an API key can do twelve in a minute. */
  uploadCost: 500,
  /** Unconfirmed uploads of a practice; the oldest is deleted when there are more. */
  mostWaiting: 10,
  /** Rows committed together: so few that no sign-in waits for them. */
  rowsAtOnce: 200,
  /** The pause between them, in milliseconds; the embedded database has one connection for everyone. */
  pauseMs: 15,
  /** How long a server works on an import before it releases it, so that other practices' imports go on, in milliseconds. */
  turnMs: 5000,
  /** Imports that one process works on at the same time. */
  importsAtOnce: 2,
  /** The lease of an import, in seconds; each chunk renews it. */
  leaseSeconds: 8,
  /** Uploads hold personal data, so they are deleted soon. */
  keepDays: 7,
} as const;
