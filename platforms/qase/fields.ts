/** Parameters that several Qase operations share, and how they are read. */
import type { INodeProperties } from 'n8n-workflow';

import { ID_OF_ITEM, orBehindTrigger } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

/** A parameter for one thing of the project, chosen from a list or by id. `list` is the name of the listSearch method. */
export function locator(field: {
	displayName: string;
	name: string;
	list: string;
	description: string;
	required?: true;
	/** What to enter as the id, where the item is not what the id is of. */
	placeholder?: string;
}): INodeProperties {
	const { displayName, list, placeholder = ID_OF_ITEM, ...rest } = field;
	return {
		displayName,
		...rest,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		typeOptions: { loadOptionsDependsOn: ['projectCode.value'] },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select the ${displayName.toLowerCase()}...`,
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

/** `projectCode`, from a list or by code. `code` is what to enter. */
function projectBy(code: string, description: string): INodeProperties {
	return {
		displayName: 'Project',
		name: 'projectCode',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a project...',
				typeOptions: { searchListMethod: 'qaseProjects', searchable: true },
			},
			{ displayName: 'By Code', name: 'code', type: 'string', placeholder: `e.g. ${code}` },
		],
	};
}

/** `projectCode` of an operation. The items of operations hold it, those of triggers hold it in their run. */
export const projectField = projectBy(
	'SHOP, or {{ $json.project.id }}',
	'The Qase project. Behind a trigger it is {{ $json.run.project.id }}.',
);

/** `projectCode` of a trigger, which has no items before it. */
export const polledProjectField = projectBy('SHOP', 'The Qase project');

/** `runId`. It may also be the URL of the page of a run. */
export const runIdField: INodeProperties = locator({
	displayName: 'Run',
	name: 'runId',
	list: 'qaseRuns',
	description: orBehindTrigger('The run: its number, or the address of its page'),
	required: true,
});

/** `environmentId`, optional. */
export const environmentField: INodeProperties = locator({
	displayName: 'Environment',
	name: 'environmentId',
	list: 'qaseEnvironments',
	description: 'The environment that is tested',
});

/** `environmentSlug`, optional, for users who do not know the id of the environment. */
export const environmentSlugField: INodeProperties = {
	displayName: 'Environment Slug',
	name: 'environmentSlug',
	type: 'string',
	default: '',
	placeholder: 'e.g. staging',
	description: 'The environment that is tested, by its slug in the place of its ID',
};

/** `milestoneId`, optional. */
export const milestoneField: INodeProperties = locator({
	displayName: 'Milestone',
	name: 'milestoneId',
	list: 'qaseMilestones',
	description: 'The milestone that the run belongs to',
});

/** `status` of a milestone. */
export const milestoneStatusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'active',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Completed', value: 'completed' },
	],
	description: 'Status of the milestone',
};

/** `defectId`. */
export const defectField: INodeProperties = locator({
	displayName: 'Defect',
	name: 'defectId',
	list: 'qaseDefects',
	description: 'The defect',
	required: true,
});

/** `authorId`, optional. */
export const authorField: INodeProperties = locator({
	displayName: 'Author',
	name: 'authorId',
	list: 'qaseAuthors',
	description: 'The user who is shown as the author of the run',
	placeholder: 'e.g. 4',
});

const caseField: INodeProperties = locator({
	displayName: 'Case',
	name: 'id',
	list: 'qaseCases',
	description: 'The test case; by ID also several ones, as a list or separated by commas',
	placeholder: 'e.g. {{ $input.all().map((item) => item.json.caseId) }}',
});

/** `cases`: rows of cases. */
export const casesField: INodeProperties = {
	displayName: 'Cases',
	name: 'cases',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add case',
	default: {},
	required: true,
	options: [{ displayName: 'Cases', name: 'rows', values: [caseField] }],
};

/** `attachments`: hashes of uploaded files. */
export const attachmentsField: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	description: 'Hashes of uploaded files, as Upload Attachment gives them, separated by commas',
};

const configurationField: INodeProperties = locator({
	displayName: 'Configuration',
	name: 'id',
	list: 'qaseConfigurations',
	description: 'The configuration; by ID also several ones, separated by commas',
});

/** `configurations`: rows of configurations. */
export const configurationsField: INodeProperties = {
	displayName: 'Configurations',
	name: 'configurations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add configuration',
	default: {},
	options: [{ displayName: 'Configurations', name: 'rows', values: [configurationField] }],
};

/** `tags`. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. smoke, nightly',
	description: 'Tags, separated by commas; new ones are made if the role allows it',
};

/** `description`. */
export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
};

/** `returnExisting`, an additional field of what is created. `what` is what counts as the same. */
export function returnExistingField(what: string): INodeProperties {
	return {
		displayName: 'Return Existing',
		name: 'returnExisting',
		type: 'boolean',
		default: true,
		description: `Whether to return ${what} if the project has one, instead of creating another`,
	};
}

/** `include`: parts of a run that Qase sends only on request. */
export const includeField: INodeProperties = {
	displayName: 'Include in Raw Data',
	name: 'include',
	type: 'multiOptions',
	default: [],
	description: 'Parts of a run that Qase sends on request only; they show when Simplify is off',
	options: [
		{ name: 'Cases', value: 'cases' },
		{ name: 'Defects', value: 'defects' },
		{ name: 'External Issue', value: 'external_issue' },
	],
};

/** `trustVerdict`, an option of all operations that read runs, and of the trigger. */
export const trustVerdictOption: INodeProperties = {
	displayName: "Trust Qase's Verdict",
	name: 'trustVerdict',
	type: 'boolean',
	default: false,
	description:
		'Whether a run that Qase passed passes here although tests failed in it, as with muted tests. Results that came after the run was completed then change nothing, either.',
};

/** The project and the run that an operation works on. */
export const oneRunFields: INodeProperties[] = [projectField, runIdField];

/** Reads an optional text of at most `max` characters. */
export function limitedText(input: Input, name: string, max: number): string | undefined {
	const text = input.optionalText(name);
	if (text !== undefined && text.length > max) {
		input.refuse(name, `has ${text.length} characters, and Qase takes ${max} at most`);
	}
	return text;
}

/** The same, but the text must not be empty. */
export function requiredText(input: Input, name: string, max: number): string {
	return limitedText(input, name, max) ?? input.text(name);
}

/** The environment, by id or by slug. */
export function environmentOf(fields: Input): { environment_id?: number; environment_slug?: string } {
	const slug = limitedText(fields, 'environmentSlug', 255);
	const id = optionalId(fields, 'environmentId');
	if (slug !== undefined && id !== undefined) {
		fields.refuse('environmentSlug', 'is given beside an environment', 'Name the environment in one way.');
	}
	return { environment_id: id, environment_slug: slug };
}

/** Reads `projectCode` and the parameter of the run. If that is a URL, it must be of a run of the project. */
export function readRunPlace(input: Input, name = 'runId'): { code: string; runId: string } {
	const code = input.text('projectCode');
	const given = input.text(name);
	if (!/^https?:\/\//i.test(given)) return { code, runId: wholeNumber(input, name, given) };
	const [, pageCode, runId] = /\/run\/([^/?#]+)\/dashboard\/(\d+)/.exec(given) ?? [];
	if (runId === undefined) {
		input.refuse(
			name,
			'holds an address that is not a run page',
			'Use an address such as https://app.qase.io/run/SHOP/dashboard/12, or the number of the run alone.',
		);
	}
	if (pageCode.toUpperCase() !== code.toUpperCase()) {
		input.refuse(
			name,
			`is a run of the project ${pageCode}, not of ${code}`,
			'Choose the project of the run.',
		);
	}
	return { code, runId };
}

/** Reads `trustVerdict`. */
export function trustsVerdict(input: Input): boolean {
	return input.group('options').flag('trustVerdict');
}

/** An id that is a whole number from 1 on; `undefined` when empty. */
export function optionalId(input: Input, name: string): number | undefined {
	const text = input.optionalText(name);
	return text === undefined ? undefined : Number(wholeNumber(input, name, text));
}

/** An id that is a whole number from 1 on. */
export function requiredId(input: Input, name: string): number {
	return Number(wholeNumber(input, name, input.text(name)));
}

/** Returns the text if it is a whole number of at least `least` (0 or 1), otherwise refuses it. */
export function wholeNumber(input: Input, name: string, text: string, least = 1): string {
	const isFine = /^(0|[1-9]\d{0,15})$/.test(text) && Number(text) >= least;
	return isFine ? text : input.refuse(name, `is not a number from ${least} on: ${text}`);
}
