import type { VariantSpecs, VariantValues } from '../../kernel/variants';

/** What the Currents contract leaves open or tells in two ways. */
export const currentsVariants = {
	statusCase: {
		values: ['upper', 'lower'],
		contract: 'currents.md 6.1, run status / completionState in responses',
		about: 'letter case and words of status and completionState',
	},
	endedEarlyStatus: {
		values: ['byCounts', 'frozen'],
		contract: 'currents.md 5',
		about: 'upper-case status of a canceled or timed out run: by its counts, or as it stood when it ended',
	},
	cancellation: {
		values: ['canceledAt', 'cancelledAt'],
		contract: 'currents.md 6.1, cancellation object',
		about: 'names in the cancellation object and in the answer to a cancel',
	},
	cancelTwice: {
		values: ['422', '200'],
		contract: 'currents.md 6.1, cancelling twice',
		about: 'answer to the cancel of an already cancelled run',
	},
	cancelFinished: {
		values: ['422', '200'],
		contract: 'currents.md 1.2 (422 is told of cancelled runs alone)',
		about: 'answer to the cancel of a complete run, which stays as it is',
	},
	githubCancelRunId: {
		values: ['absent', 'present'],
		contract: 'currents.md 2.2, cancel by GitHub',
		about: 'whether the cancellation fields include runId',
	},
	instances: {
		values: ['version2', 'old', 'mixed'],
		contract: 'currents.md 2.3 and 2.3b',
		about:
			'shape of the instances of Playwright projects; mixed: every other spec file of a run. Those of Cypress projects are old',
	},
	unclaimedSpecs: {
		values: ['stats', 'null'],
		contract: 'currents.md 2.2 and 2.3b, specs[].results',
		about: 'results of a spec file that no machine has claimed',
	},
	deleteEmptyBody: {
		values: ['off', 'on'],
		contract: 'currents.md 1.2, 204',
		about: 'DELETE answers 204 without a body',
	},
	deliveryTimestamp: {
		values: ['ms', 's', 'absent'],
		contract: 'currents.md 4 and 6.2, x-timestamp',
		about: 'unit of x-timestamp',
	},
	tagsInDelivery: {
		values: ['present', 'absent'],
		contract: 'currents.md 4, tags',
		about: 'whether deliveries carry tags',
	},
	startPerGroup: {
		values: ['perGroup', 'once'],
		contract: 'currents.md 6.2, whether START fires per group',
		about: 'number of RUN_START deliveries of a run with several groups',
	},
	contextAnswer: {
		values: ['envelope', 'bare'],
		contract: 'currents.md 6.2, response of context',
		about: 'whether the context is in `data`, as Markdown too, or the answer itself',
	},
	insightsTimeline: {
		values: ['list', 'object'],
		contract: 'currents.md 6.1, insights timeline',
		about: 'timeline of the insights: a list of objects with one key each, or one object',
	},
	runUrl: {
		values: ['hosted', 'selfHosted'],
		contract: 'currents.md 4, runUrl, and 7.7',
		about: 'runUrl on app.currents.dev, or on another host with a query and a hash',
	},
} as const satisfies VariantSpecs;

/** The values in force. */
export type CurrentsVariants = VariantValues<typeof currentsVariants>;
