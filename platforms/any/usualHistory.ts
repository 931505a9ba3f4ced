/** The default of History Size. */

/** As many as n8n's own Remove Duplicates node keeps. */
export const USUAL_HISTORY = 10_000;
