/** Limits that keep one file from taking all memory and time of a process that others use too. */

/** Bytes of one file, or characters where it is given as text. */
export const MAX_FILE_SIZE = 64 * 1024 * 1024;

/** Levels that elements, objects or suites may be nested in each other. */
export const MAX_LEVELS = 512;

/** Tests of one run, over all of its files. */
export const MAX_TESTS = 1_000_000;

/** Attributes of one XML element. */
export const MAX_ATTRIBUTES = 5_000;
