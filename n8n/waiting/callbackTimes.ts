/** When wait mode `callback` reads the run itself, in milliseconds. */

/**
 * Time between the start and the only read before the execution is stored. The callback of a run that ends faster than
 * this may arrive before n8n has stored the execution.
 */
export const FIRST_LOOK_MS = 5_000;

/** How long to keep reading the run after the callback: the API may lag behind it. */
export const LAST_LOOKS_MS = 10_000;
