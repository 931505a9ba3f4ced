/** The registry of rules on noise: the only list of them. A further rule is one row in a table. */

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
	/** To a line, first. */
	idsAndPlaces: [...IDS, ...PATHS, ...HOSTS],
	/** To a line with a digit, after those. */
	times: TIMES,
	/** To a line with a digit, when generated tokens are replaced. */
	counts: [...NUMBERED, ...MEASURED],
	/** To a text that speaks of a limit, when all of its lines are done. */
	besideLimit: BESIDE_LIMIT,
	/** To titles and the names of suites and groups. */
	titles: [...WORKSPACES, ...IN_TITLES],
	/** To the files of tests. */
	files: WORKSPACES,
} satisfies Record<string, NoiseRule[]>;
