import type { ItemOperation } from '../../platform';
import {
	compareRunsHead,
	compareWithField,
	earlierRunField,
	lookBackOptions,
} from '../../shared/compareRuns';
import { runIdField } from '../fields';

/** Compares the failures of a run with those of earlier runs or of a chosen run. */
export const compareRuns: ItemOperation = {
	...compareRunsHead('Currents'),
	fields: [
		runIdField,
		compareWithField('Run With an ID', {
			name: 'Previous Run',
			value: 'previousRun',
			description:
				'The newest complete run of the same branch that was created earlier; for a retry run, the run that it repeats',
		}),
		earlierRunField(
			runIdField,
			'Earlier Run ID',
			'ID of the run to compare with, or the address of its page in the dashboard',
		),
		lookBackOptions,
	],
	async run(call) {
		const { compareWithEarlier, comparisonOf } = await import('../executing');
		return await compareWithEarlier(call.input, await comparisonOf(call));
	},
};
