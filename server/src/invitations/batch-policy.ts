/** The limits of batches of invitations, with the reason of each. */
export const batchPolicy = {
  /** Claimed together: few, so that a stop, a pause or a sign-in waits for few. */
  invitationsAtOnce: 5,
  /** With five at a time, 150 to 300 a minute: most practices take minutes, and the mail service gets no burst. */
  pauseSeconds: 1,
  /** Links live 24 hours from when they are issued, so none is issued while many mails are queued. */
  mostMailsWaiting: 100,
  /** The lease of a batch and of an item, in seconds. */
  leaseSeconds: 20,
  /** How long an item is postponed whose address has reached the limit of mails in an hour. */
  laterMinutes: 20,
  /** After this many tries the item fails; staff can invite the person by hand. */
  mostTries: 6,
} as const;
