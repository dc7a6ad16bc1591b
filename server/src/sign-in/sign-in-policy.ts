/**
 * The lifetimes and limits of signing in, with the reason of each. A practice may shorten the lifetimes of
 * links and PINs (24 hours at most, see PracticeEntity); the rest holds for everyone.
 */
export const signInPolicy = {
  /** Staff read their mail at once, and their link opens every record of the practice. */
  staffLinkMinutes: 15,

  /** Wrong tries after which a PIN is dead; chances of guessing one are then 5 in a million (ASVS 6.6.3). */
  pinTries: 5,

  /** Generous for a long phone call, and still only 50 guesses a day against one account. */
  pinsPerDay: 10,

  /** Of 50 people behind one address of the network few mistype a PIN within an hour; beyond, somebody is guessing. */
  pinAddressesPerNetwork: 20,

  /** How far apart the tries of such a network are; 120 an hour at all PINs of a practice lead nowhere. */
  slowedPinSeconds: 30,

  /**
   * Enough for a confused evening, too few to fill somebody's inbox. Beyond them one more goes out whenever no
   * unused, unexpired link of the address is out: else whoever asks in somebody's name would lock them out.
   */
  mailsPerHour: 5,

  /**
   * What asking can bring an address in an hour at most. A link of 5 minutes, the shortest there is, needs 16 mails
   * to leave no gap; more go out only where links are used at once, as a mail scanner that presses buttons does.
   */
  askedMailsPerHour: 20,

  /** How long the page asks everyone to wait before asking again; mail mostly arrives within this time. */
  askAgainSeconds: 30,

  /** A request that can't be answered is given up after as many tries, some three minutes: nobody waits any more. */
  answerTries: 8,

  /** How long a server has a staff member's request to itself; longer than answering takes by far. */
  answerLeaseSeconds: 20,

  /** Spent and expired credentials are deleted after this many days; within 7, with a day to spare for an outage. */
  keepSpentDays: 6,

  /** How long what was typed on the sign-in page is kept, so that a mistyped address can be found. */
  keepRequestsDays: 30,
} as const;
