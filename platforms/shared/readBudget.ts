/** How long reading behind a delivery may take. */

/** All attempts to read what a delivery is about together, in milliseconds: the sender is waiting for an answer. */
export const READ_BUDGET_MS = 20_000;
