/** How long a wait by callback looks at the run itself, in milliseconds. */

/** After the start: a run that ends so fast may call back before n8n has stored the execution. */
export const FIRST_LOOKS_MS = 10_000;

/** After the callback: the API may lag behind it. */
export const LAST_LOOKS_MS = 10_000;
