import type { VariantSpecs, VariantValues } from '../../kernel/variants';

/** What the Qase contract leaves open or tells in two ways. */
export const qaseVariants = {
	completeTwice: {
		values: ['422', '400', '200'],
		contract: 'qase.md 6.1 #12',
		about: 'answer to completing a run that has ended already',
	},
	statusWords: {
		values: ['current', 'legacy'],
		contract: 'qase.md 6.1 #3',
		about: 'status_text in_progress, passed, failed, aborted, or active, complete, abort without a verdict',
	},
	statusNumbers: {
		values: ['failedLast', 'filterOrder'],
		contract: 'qase.md 6.1 #2',
		about: 'numbers of aborted and failed runs: 2 and 3, or 3 and 2',
	},
	stats: {
		values: ['both', 'statusesOnly', 'flatOnly', 'sparse', 'emptyMap'],
		contract: 'qase.md 2.2, stats, and 2.x',
		about:
			'the statuses map and the deprecated fields, one of them, the map without statuses that count none, or empty beside the fields',
	},
	publishOff: {
		values: ['nullUrl', 'staleUrl', 'noUrl'],
		contract: 'qase.md 6.1 #13',
		about: 'url in the answer to turning the public report off',
	},
	unknownProject: {
		values: ['404', '403'],
		contract: 'qase.md 6.1 #16',
		about: 'status for a project that does not exist',
	},
	errorShape: {
		values: ['errorMessage', 'errors'],
		contract: 'qase.md 1.2',
		about: 'error body: {status, errorMessage, errorFields}, or the older {message, errors}',
	},
	bulkLimit: {
		values: ['200', '2000'],
		contract: 'qase.md 6.2, bulk results size',
		about: 'most results in one request; more are refused with 413',
	},
	ingestion: {
		values: ['instant', 'late'],
		contract: 'qase.md 2.3, v2 (202) and 7.9',
		about: 'whether new results show at once or 300 ms later',
	},
	eventKey: {
		values: ['event_name', 'event'],
		contract: 'qase.md 4, envelope',
		about: 'name of the field that names the event; event is from before 2022',
	},
	emptySecret: {
		values: ['absent', 'empty'],
		contract: 'qase.md 6.1 #5',
		about: 'X-Qase-Secret of a webhook without a secret: left out, or empty',
	},
	durationUnit: {
		values: ['ms', 's'],
		contract: 'qase.md 6.2, duration',
		about: 'unit of duration in run.completed and run.aborted',
	},
	skippedName: {
		values: ['skipped', 'skiped'],
		contract: 'qase.md 6.2, run.aborted',
		about: 'name of the number of skipped cases in run.aborted',
	},
	casesAddedName: {
		values: ['cases_added', 'cases_count'],
		contract: 'qase.md 6.2, run.updated',
		about: 'name of the number of cases in run.updated',
	},
	retryAfter: {
		values: ['60', '0', '1', '3600', 'absent'],
		contract: 'qase.md 1.3 and 2.x',
		about: 'seconds in the Retry-After header of 429, or no such header',
	},
	resultOrder: {
		values: ['oldestFirst', 'newestFirst'],
		contract: 'qase.md 2.3, which names no order',
		about: 'order of the list of results',
	},
	searchPlan: {
		values: ['included', '402', '403'],
		contract: 'qase.md 1.2 and 2.8, search',
		about: 'whether the plan has the search, and the status of its refusal',
	},
	timeBounds: {
		values: ['inclusive', 'exclusive'],
		contract: 'qase.md 2.2 and 2.3, filters of time',
		about: 'whether what happened at the very time of a filter is listed',
	},
	retries: {
		values: ['none', 'once'],
		contract: 'qase.md 6.1 #4',
		about: 'whether a delivery that was not answered with 2xx is sent again',
	},
} as const satisfies VariantSpecs;

/** The values in force. */
export type QaseVariants = VariantValues<typeof qaseVariants>;
