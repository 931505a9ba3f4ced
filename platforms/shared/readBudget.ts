/** The time limit for reading the run of a delivery. */

/** In milliseconds, for all attempts together: the sender is waiting for a response. */
export const READ_BUDGET_MS = 20_000;
