/** The registry of noise rules: the only list of them. A further rule is one row in a table. */

import { HOSTS } from './hosts';
import { IDS } from './ids';
import { BESIDE_LIMIT, MEASURED } from './measured';
import { IN_TITLES, WORKSPACES } from './names';
import { NUMBERED } from './numbers';
import { PATHS } from './paths';
import type { NoiseRule } from './rule';
import { TIMES } from './times';

/** What the rules of each table are applied to: lines of errors, whole texts, titles, files. */
export const noiseTables = {
	/** Applied to each line, first. */
	idsAndPlaces: [...IDS, ...PATHS, ...HOSTS],
	/** Applied after those to each line with a digit. */
	times: TIMES,
	/** Applied to each line with a digit, after generated tokens were replaced. */
	counts: [...NUMBERED, ...MEASURED],
	/** Applied to a text that mentions a limit, after all of its lines. */
	besideLimit: BESIDE_LIMIT,
	/** Applied to titles and to the names of suites and groups. */
	titles: [...WORKSPACES, ...IN_TITLES],
	/** Applied to the files of tests. */
	files: WORKSPACES,
} satisfies Record<string, NoiseRule[]>;
