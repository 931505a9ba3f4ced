/** What the words of a platform say of a run. */
import type { RunFacts } from '../../core/model/buildRun';
import type { RunStatus } from '../../core/model/TestRun';

/** What one word says: where the run stands and, where it tells that as well, how it came out. */
export interface StatusMeaning {
	status: RunStatus;
	verdict?: NonNullable<RunFacts['platformVerdict']>;
}

/** The published words of a platform, in lower case; look one up with `entryOf`. A word that is not among them is unknown. */
export type StatusWords = Record<string, StatusMeaning>;
