/** The status words of a platform and their meaning. */
import type { RunFacts } from '../../core/model/buildRun';
import type { RunStatus } from '../../core/model/TestRun';

/** The meaning of a word: the status of the run and, if the word includes it, the result. */
export interface StatusMeaning {
	status: RunStatus;
	verdict?: NonNullable<RunFacts['platformVerdict']>;
}

/** The documented words of a platform, in lower case, for look-ups with `entryOf`. All other words are unknown. */
export type StatusWords = Record<string, StatusMeaning>;
