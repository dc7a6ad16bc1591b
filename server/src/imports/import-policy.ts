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
  /** Rows committed together: few enough that nobody who signs in waits for them. */
  rowsAtOnce: 15,
  /** The pause between them, in milliseconds; the embedded database has one connection for everyone. */
  breatheMs: 15,
  /** How long one job works before it makes room for others, in milliseconds. */
  jobMs: 2000,
  /** An import that nobody has worked on for this long lost its server. */
  strandedSeconds: 60,
  /** Uploads hold what people wrote about their clients, so they go soon. */
  keepDays: 7,
} as const;
