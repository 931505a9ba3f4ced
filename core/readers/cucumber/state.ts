/** What is known of a Cucumber run after the messages so far. */

import type { Fields } from '../fields';
import type { FileFacts, ReadTest } from '../reader';
import type { Step } from './steps';

/** What the messages told. */
export interface State {
	facts: FileFacts;
	/** Names of features by the file. */
	features: Map<string, string>;
	/** By their ids. */
	pickles: Map<string, Pickle>;
	testCases: Map<string, Fields>;
	attempts: Map<string, Attempt>;
	/** Error entries for files that could not be read and hooks of the run. */
	errors: ReadTest[];
	success: boolean | null;
}

/** A scenario as it is written. */
export interface Pickle {
	fields: Fields;
	/** Texts of its steps by their ids. */
	stepNames: Map<unknown, string>;
}

/** One attempt of a scenario. */
export interface Attempt {
	testCase: string;
	number: number;
	steps: Step[];
	attachments: string[];
	startedAt: number | null;
	finishedAt: number | null;
	willBeRetried: boolean;
}
