import type { ItemOperation } from '../../platform';
import {
	compareRunsHead,
	compareWithField,
	earlierRunField,
	lookBackOptions,
} from '../../shared/compareRuns';
import { runIdField } from '../fields';

/** Tells new failures from known ones, against the previous run of the same agent or a given run. */
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
