import type { ItemOperation } from '../../platform';
import {
	compareRunsHead,
	compareWithField,
	earlierRunField,
	lookBackOptions,
} from '../../shared/compareRuns';
import { runIdField } from '../fields';

/** Compares the failures of a run with those of earlier runs of the same agent or of a chosen run. */
export const compareRuns: ItemOperation = {
	...compareRunsHead('Preclinical'),
	fields: [
		runIdField,
		compareWithField('Run With an ID', {
			name: 'Previous Run of the Same Agent',
			value: 'previousRun',
			description: 'The latest completed one',
		}),
		earlierRunField(
			runIdField,
			'Earlier Run ID',
			'UUID of the run to compare with, or the address of its results page',
		),
		lookBackOptions,
	],
	async run(call) {
		const { compareWithEarlier, comparisonOf } = await import('../executing');
		return await compareWithEarlier(call.input, await comparisonOf(call));
	},
};
