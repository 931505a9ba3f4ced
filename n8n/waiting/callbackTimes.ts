/** When a wait by callback looks at the run itself, in milliseconds. */

/** From the start to the one look: a run that ends so fast may call back before n8n has stored the execution. */
export const FIRST_LOOK_MS = 5_000;

/** How long to look after the callback: the API may lag behind it. */
export const LAST_LOOKS_MS = 10_000;
