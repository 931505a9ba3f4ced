/** Parameters that several Qase operations share. */
import type { INodeProperties } from 'n8n-workflow';

/** A parameter that names one thing of the project, from a list or by id. `list` is the listSearch method. */
function locator(field: {
	displayName: string;
	name: string;
	list: string;
	description: string;
	required?: true;
}): INodeProperties {
	const { displayName, list, ...rest } = field;
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
				placeholder: `Select a ${displayName.toLowerCase()}...`,
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12' },
		],
	};
}

/** `projectCode`, from a list or by code. */
export const projectField: INodeProperties = {
	displayName: 'Project',
	name: 'projectCode',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Qase project',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a project...',
			typeOptions: { searchListMethod: 'qaseProjects', searchable: true },
		},
		{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. SHOP' },
	],
};

/** `runId`; a pasted run page address is fine too. */
export const runIdField: INodeProperties = locator({
	displayName: 'Run',
	name: 'runId',
	list: 'qaseRuns',
	description: 'The run: its number, or the address of its page',
	required: true,
});

/** `planId`. */
export const planField: INodeProperties = locator({
	displayName: 'Plan',
	name: 'planId',
	list: 'qasePlans',
	description: 'The test plan whose cases are run',
	required: true,
});

/** `environmentId`, optional. */
export const environmentField: INodeProperties = locator({
	displayName: 'Environment',
	name: 'environmentId',
	list: 'qaseEnvironments',
	description: 'The environment that is tested',
});

/** `environmentSlug`, optional: what the environment is called in addresses, where its ID is not at hand. */
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

/** `severity` of a defect. */
export const severityField: INodeProperties = locator({
	displayName: 'Severity',
	name: 'severity',
	list: 'qaseSeverities',
	description: 'How grave the defect is',
	required: true,
});

/** `attachments`: hashes of uploaded files. */
export const attachmentsField: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	description: 'Hashes of uploaded files, as Upload Attachment gives them, separated by commas',
};

const caseField: INodeProperties = locator({
	displayName: 'Case',
	name: 'id',
	list: 'qaseCases',
	description: 'The test case; by ID also several ones, separated by commas',
});

const configurationField: INodeProperties = locator({
	displayName: 'Configuration',
	name: 'id',
	list: 'qaseConfigurations',
	description: 'The configuration; by ID also several ones, separated by commas',
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

/** `customFields`: rows of field id and value. */
export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add custom field',
	default: {},
	description:
		'Values as Qase takes them: option IDs for choices (1 or 1,2,3), 1 for a ticked box, ISO 8601 for dates',
	options: [
		{
			displayName: 'Custom Fields',
			name: 'rows',
			values: [
				{
					displayName: 'Field ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 7',
					description: 'ID of the custom field',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
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

/** `include`: parts of a run that Qase sends on request only. */
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

/** `trustVerdict`, for the Options of whatever reads runs. */
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
