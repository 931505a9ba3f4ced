/** How many keys Drop Duplicates remembers unless it is told. */

/** As many as n8n's own Remove Duplicates node keeps. */
export const USUAL_HISTORY = 10_000;
