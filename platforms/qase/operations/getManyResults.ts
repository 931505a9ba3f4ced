import type { IDataObject } from 'n8n-workflow';

import type { Query } from '../../../n8n/transport/query';
import {
	filtersCollection,
	ID_OF_ITEM,
	orBehindTrigger,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';
import { optionalQaseTime } from '../time';
import type { QaseResult } from '../wire';

const filtersField = filtersCollection([
	{
		displayName: 'Case IDs',
		name: 'caseIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3, 17',
		description: 'Only results of these cases, separated by commas',
	},
	{
		displayName: 'Ended After',
		name: 'fromEndTime',
		type: 'dateTime',
		default: '',
		description: 'Only results that ended at this time or later',
	},
	{
		displayName: 'Ended Before',
		name: 'toEndTime',
		type: 'dateTime',
		default: '',
		description: 'Only results that ended until this time',
	},
	{
		displayName: 'Made by API',
		name: 'api',
		type: 'boolean',
		default: true,
		description: 'Whether to list results that came by API, or those that people entered',
	},
	{
		displayName: 'Member IDs',
		name: 'memberIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1, 4',
		description: 'Only results of these members, separated by commas',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		default: 'failed',
		options: [
			{ name: 'Blocked', value: 'blocked' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'In Progress', value: 'in_progress' },
			{ name: 'Invalid', value: 'invalid' },
			{ name: 'Passed', value: 'passed' },
			{ name: 'Skipped', value: 'skipped' },
		],
	},
]);

/** Lists the results of a project or of some of its runs, as Qase returns them. */
export const getManyResults: ItemOperation = {
	value: 'getManyResults',
	name: 'Get Many Results',
	action: 'Get many Qase results',
	description: 'List the results of some runs, or of a whole project, one item per result',
	fields: [
		projectField,
		{
			displayName: 'Run IDs',
			name: 'runIds',
			type: 'string',
			default: '',
			placeholder: ID_OF_ITEM,
			description: orBehindTrigger(
				'The runs, by their numbers, separated by commas; empty for all runs of the project',
			),
		},
		...returnAllFields,
		filtersField,
		// Off by default: saved workflows use the fields of the raw data.
		{ ...simplifyField, default: false },
	],
	async run({ ctx, itemIndex, input }) {
		const { qaseApi, shownResult } = await import('../executing');
		const code = input.text('projectCode');
		const query = { run: ids(input, 'runIds'), ...resultFilters(input.filledGroup('filters')) };
		const simplify = input.flag('simplify');
		const toOutput = (result: QaseResult) =>
			simplify ? (shownResult(result, code) as unknown as IDataObject) : result;
		return await qaseApi(ctx, itemIndex).listResults<IDataObject>(
			code,
			input.limit(),
			query,
			async (results) => results.map(toOutput),
		);
	},
};

function resultFilters(filters: Input): Query {
	return {
		status: filters.optionalText('status'),
		case_id: ids(filters, 'caseIds'),
		member: ids(filters, 'memberIds'),
		api: filters.optionalFlag('api'),
		from_end_time: optionalQaseTime(filters.optionalTime('fromEndTime')),
		to_end_time: optionalQaseTime(filters.optionalTime('toEndTime')),
	};
}

/** Several ids in one text, as the filters require. */
function ids(input: Input, name: string): string | undefined {
	const given = input.wholeList(name);
	const wrong = given.find((id) => !/^\d+$/.test(id));
	if (wrong !== undefined) input.refuse(name, `has an entry that is not a number: ${wrong}`);
	return given.join(',') || undefined;
}
