import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	CHOSEN_RUN,
	compareRunsHead,
	compareWithField,
	earlierRunField,
	lookBackOption,
} from '../../shared/compareRuns';
import { oneRunFields, runIdField, trustVerdictOption } from '../fields';

const BEFORE = 'The latest completed one that started before';

/** Tells new failures from known ones, against a given run or the previous one of the same plan or title. */
export const compareRuns: ItemOperation = {
	...compareRunsHead('Qase'),
	fields: [
		...oneRunFields,
		compareWithField(
			'Chosen Run',
			{ name: 'Previous Run of the Same Plan', value: 'samePlan', description: BEFORE },
			{ name: 'Previous Run With the Same Title', value: 'sameTitle', description: BEFORE },
		),
		earlierRunField(
			runIdField,
			'Earlier Run',
			'The run to compare with: its number, or the address of its page',
		),
		optionsCollection([
			{ ...lookBackOption, displayOptions: { hide: { '/compareWith': [CHOSEN_RUN] } } },
			trustVerdictOption,
		]),
	],
	async run(call) {
		const { compareWithEarlier, comparisonOf } = await import('../executing');
		return await compareWithEarlier(call.input, await comparisonOf(call));
	},
};
