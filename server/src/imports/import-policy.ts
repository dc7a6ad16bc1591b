/** How large an import may be, and how it is worked off; each with its reason. */
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
  /** What an upload costs an API key, in points: it can send twelve in a minute. */
  uploadCost: 500,
  /** Uploads of a practice that wait to be confirmed; the oldest is deleted when there are more. */
  mostWaiting: 10,
  /** Rows committed together: few enough that nobody who signs in waits for them. */
  rowsAtOnce: 200,
  /** The pause between them, in milliseconds; the embedded database has one connection for everyone. */
  pauseMs: 15,
  /** How long an import is worked on before it makes room for another practice's, in milliseconds. */
  turnMs: 5000,
  /** Imports that one process works on at the same time. */
  importsAtOnce: 2,
  /** An import whose server died goes on after this; each chunk begins it anew. */
  leaseSeconds: 8,
  /** Uploads hold what people wrote about their clients, so they go soon. */
  keepDays: 7,
} as const;
