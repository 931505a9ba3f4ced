import type { INodeProperties } from 'n8n-workflow';

import {
	additionalFieldsCollection,
	executeOnceNotice,
	optionsCollection,
	simplifyField,
	startOnceOptions,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { outputOfStart } from '../../../n8n/items/output';
import { customFields, runFieldsField } from '../customFields';
import {
	authorField,
	casesField,
	configurationsField,
	descriptionField,
	environmentField,
	environmentOf,
	environmentSlugField,
	limitedText,
	locator,
	milestoneField,
	optionalId,
	projectField,
	requiredId,
	requiredText,
	tagsField,
} from '../fields';
import { configurationIds, someCases } from '../rows';
import { optionalQaseTime } from '../time';
import type { QaseRunBody } from '../wire';

const casesFromField: INodeProperties = {
	displayName: 'Cases From',
	name: 'casesFrom',
	type: 'options',
	default: 'plan',
	options: [
		{ name: 'All Cases', value: 'all', description: 'Every case of the project' },
		{ name: 'Chosen Cases', value: 'cases' },
		{ name: 'No Cases', value: 'none', description: 'Results bring their cases along, as reporters do' },
		{ name: 'Test Plan', value: 'plan' },
	],
	description: 'What the run consists of',
};

const ofChosenCases = { show: { casesFrom: ['cases'] } };

const planField: INodeProperties = {
	...locator({
		displayName: 'Plan',
		name: 'planId',
		list: 'qasePlans',
		description: 'The test plan whose cases are run',
		required: true,
	}),
	displayOptions: { show: { casesFrom: ['plan'] } },
};

const additionalFields = additionalFieldsCollection([
	authorField,
	{
		displayName: 'Automated',
		name: 'isAutotest',
		type: 'boolean',
		default: true,
		description: 'Whether the run is one of automated tests',
	},
	{
		displayName: 'Cloud Browser',
		name: 'cloudBrowser',
		type: 'options',
		default: 'chromium',
		options: [
			{ name: 'Chromium', value: 'chromium' },
			{ name: 'Firefox', value: 'firefox' },
			{ name: 'WebKit', value: 'webkit' },
		],
		description: 'Lets Qase execute the run in its cloud, in this browser',
	},
	configurationsField,
	runFieldsField,
	descriptionField,
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		description: 'When the run ended, for a run that is only recorded',
	},
	environmentField,
	environmentSlugField,
	milestoneField,
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		description: 'When the run started; now, if not set',
	},
	tagsField,
]);

/** Creates a run in progress. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a Qase run',
	description: 'Create a run from a plan, from cases or without any, and return it in progress',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nightly regression',
			description: 'Title of the run, up to 255 characters',
		},
		casesFromField,
		planField,
		{ ...casesField, displayOptions: ofChosenCases },
		executeOnceNotice('A run is started', ofChosenCases.show),
		additionalFields,
		simplifyField,
		optionsCollection(startOnceOptions),
	],
	async run(call) {
		const { readStartedRun, startRunOf } = await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const start = await startRunOf(call, code, {
			title: requiredText(input, 'title', 255),
			...casesOf(input),
			...additionalOf(input.group('additionalFields')),
		});
		return await outputOfStart(input, start, async (runId) => await readStartedRun(call, code, runId));
	},
};

/** undocumented: what happens if plan, cases and all cases are combined, so only one of them is sent. */
function casesOf(input: Input): Partial<QaseRunBody> {
	switch (input.text('casesFrom')) {
		case 'all':
			return { include_all_cases: true };
		case 'plan':
			return { plan_id: requiredId(input, 'planId') };
		case 'cases':
			return { cases: someCases(input) };
		default:
			return {};
	}
}

function additionalOf(fields: Input): Partial<QaseRunBody> {
	const browser = fields.optionalText('cloudBrowser');
	return {
		description: limitedText(fields, 'description', 10_000),
		is_autotest: fields.optionalFlag('isAutotest'),
		...environmentOf(fields),
		milestone_id: optionalId(fields, 'milestoneId'),
		author_id: optionalId(fields, 'authorId'),
		tags: fields.has('tags') ? fields.list('tags') : undefined,
		configurations: configurationIds(fields),
		custom_field: customFields(fields),
		start_time: optionalQaseTime(fields.optionalTime('startTime')),
		end_time: optionalQaseTime(fields.optionalTime('endTime')),
		...(browser ? { is_cloud: true, cloud_run_config: { browser } } : {}),
	};
}
