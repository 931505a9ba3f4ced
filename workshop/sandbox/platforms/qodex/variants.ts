import type { VariantSpecs, VariantValues } from '../../kernel/variants';

/** What the Qodex contract leaves open. Most of it concerns the poll reply, of which nothing is published. */
export const qodexVariants = {
	pollShape: {
		values: ['flat', 'testRun', 'data', 'run'],
		contract: 'qodex.md 6.1 #1',
		about: 'the poll reply at top level, or under one wrapper object of that name',
	},
	pollCounters: {
		values: ['summary', 'flatCounters', 'scenarios', 'none'],
		contract: 'qodex.md 6.1 #1',
		about:
			'how the poll reply counts: a summary object, three top-level numbers, a list of scenarios, not at all',
	},
	pollDetail: {
		values: ['rich', 'bare'],
		contract: 'qodex.md 2.2',
		about: 'whether the poll reply has the other fields known from deliveries (runUrl, environment, ...)',
	},
	terminalWords: {
		values: ['passed/failed', 'completed+passed', 'success/failure', 'pass/fail'],
		contract: 'qodex.md 6.1 #2',
		about: 'status words of ended runs; completed+passed tells the verdict in a boolean `passed`',
	},
	errorShape: {
		values: ['errorString', 'message', 'errors', 'plainText'],
		contract: 'qodex.md 6.1 #3',
		about: 'error body: {error}, {message}, {errors: []}, or text',
	},
	nothingRunnableStatus: {
		values: ['400', '404', '422'],
		contract: 'qodex.md 2.1, failure',
		about: 'status when the trigger selects no runnable scenario',
	},
	unknownRunStatus: {
		values: ['404', '400'],
		contract: 'qodex.md 6.1 #3',
		about: 'status of a poll for a run that does not exist',
	},
	badKeyStatus: {
		values: ['401', '403'],
		contract: 'qodex.md 6.1 #3',
		about: 'status for a missing or unknown key',
	},
	foreignProjectStatus: {
		values: ['404', '403'],
		contract: 'qodex.md 6.1 #3',
		about: 'status for a slug that is not the project of the key',
	},
	unknownEnvironment: {
		values: ['accepted', 'refused'],
		contract: 'qodex.md 2.1, failure',
		about: 'a trigger for an environment the project does not have',
	},
	tagRule: {
		values: ['any', 'all'],
		contract: 'qodex.md 2.1, tag combining rule',
		about: 'scenarios with any or with all of the tags run',
	},
	runId: {
		values: ['plain', 'needsEncoding'],
		contract: 'qodex.md 6.1, ids are opaque',
		about: 'whether run ids contain characters that must be percent-encoded in a path',
	},
	callbackEcho: {
		values: ['no', 'yes'],
		contract: 'qodex.md 6.1 #1',
		about: 'whether the replies to starting and polling a run repeat its callback_url',
	},
	callbackShape: {
		values: ['scheduleLike', 'countsOnly', 'flatCounts', 'minimal'],
		contract: 'qodex.md 4.2',
		about: 'body of the callback_url call; flatCounts has numbers named passed and failed',
	},
	scheduleReply: {
		values: ['testRunId', 'empty204', 'ok', 'text'],
		contract: 'qodex.md 6.1 #5',
		about: 'reply of the schedule URL',
	},
} as const satisfies VariantSpecs;

/** The values in force. */
export type QodexVariants = VariantValues<typeof qodexVariants>;
