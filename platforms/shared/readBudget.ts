/** Time limits for reads that somebody or something is waiting for. */

/** For the run of a delivery, in milliseconds for all attempts together: the sender is waiting for a response. */
export const READ_BUDGET_MS = 20_000;

/** For the list of earlier runs, from which a wait guesses a duration: it does without if that takes longer. */
export const EARLIER_RUNS_MS = 10_000;
