/** How a batch of invitations is worked off; each with its reason. */
export const batchPolicy = {
  /** A handful at a time, so that a stop, a pause or a person who signs in waits for few. */
  invitationsAtOnce: 5,
  /** With five at once, 150 to 300 a minute: most practices within minutes, and no burst for the mail service. */
  pauseSeconds: 1,
  /** Links live 24 hours from their making, so none is made that would only wait in line. */
  mostMailsWaiting: 100,
  /** A batch goes on, and a person is tried again, so long after their server died. */
  leaseSeconds: 20,
  /** An address that got its share of mails for this hour gets its invitation later. */
  laterMinutes: 20,
  /** After this many times the person is left to be invited by hand. */
  mostTries: 6,
} as const;
