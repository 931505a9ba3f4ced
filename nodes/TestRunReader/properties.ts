/** The parameters of the Test Run Reader node. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { DETECT, type FormatId, formatNames } from '../../core/readers/formatNames';
import { additionalFieldsCollection, alphabetical } from '../../n8n/parameters/fields';

/** What belongs to a format, where its name does not say it. */
const FORMAT_DESCRIPTIONS: Partial<Record<FormatId, string>> = {
	allure: 'The result files of Allure 2',
	cucumber: 'JSON or Messages',
	goTest: 'The output of go test -json',
	jest: 'The JSON of Jest and Vitest',
	junit: 'The XML that nearly every tool writes',
	mocha: 'The JSON of Mocha, and mochawesome; of Cypress, too',
	nunit: 'Versions 2 and 3',
	robot: 'The file output.xml',
	testng: 'The file testng-results.xml',
	trx: 'What dotnet test and Visual Studio write',
	xunit: 'Versions 1 to 3',
};

const formatChoices: INodePropertyOptions[] = [
	{ name: 'Detect by Content', value: DETECT, description: 'Also where the files are of several formats' },
	...Object.entries(formatNames).map(([value, name]) => {
		const description = FORMAT_DESCRIPTIONS[value as FormatId];
		return { name, value, ...(description && { description }) };
	}),
].sort((a, b) => alphabetical(a.name, b.name));

/** The format of the files. */
export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	default: DETECT,
	options: formatChoices,
};

/** What the files do not tell. What is given here counts more than what they tell. */
const told: INodeProperties[] = [
	{
		displayName: 'Branch',
		name: 'branch',
		type: 'string',
		default: '',
		placeholder: 'e.g. main',
	},
	{
		displayName: 'Build ID',
		name: 'buildId',
		type: 'string',
		default: '',
		description: 'The build or job of the CI server that ran the tests',
	},
	{
		displayName: 'Commit Message',
		name: 'commitMessage',
		type: 'string',
		default: '',
	},
	{
		displayName: 'Commit SHA',
		name: 'commitSha',
		type: 'string',
		default: '',
	},
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'string',
		default: '',
		placeholder: 'e.g. staging',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nightly web tests',
		description: 'What people call the run',
	},
	{
		displayName: 'Project Name',
		name: 'projectName',
		type: 'string',
		default: '',
		placeholder: 'e.g. shop',
		description:
			'The project that the tests belong to. It is part of the identity of tests and failures, so the same test of two projects stays two.',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. smoke, web',
		description: 'Tags of the run, separated by commas',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		description: 'The page that a person opens to see the run, e.g. that of the CI job',
	},
];

/** Where the files are, what they are, and what the runs are made of. */
export const readerProperties: INodeProperties[] = [
	{
		displayName:
			'Reads files of the item, e.g. from a Webhook that CI posts them to, HTTP Request, S3 or an e-mail. Put a Compression node between for a zip. No file tells the exit code of the tests: let CI send it as well, and check it.',
		name: 'readerNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		default: 'binary',
		options: [
			{ name: 'Files', value: 'binary', description: 'Binary fields of the item' },
			{ name: 'Text', value: 'text', description: 'A field that holds the report' },
		],
	},
	{
		displayName: 'Input Binary Fields',
		name: 'binaryFields',
		type: 'string',
		default: '*',
		required: true,
		placeholder: 'e.g. file, data',
		hint: 'The names of the input binary fields with the files, separated by commas; * for all',
		description: 'A * within a name stands for any characters: file_* for the files that come out of a zip',
		displayOptions: { show: { source: ['binary'] } },
	},
	{
		displayName: 'Report Text',
		name: 'text',
		type: 'string',
		default: '={{ $json.report }}',
		required: true,
		description: 'The whole report. JSON may also be an object or a list, as a Webhook gives it.',
		displayOptions: { show: { source: ['text'] } },
	},
	formatField,
	{
		displayName: 'One Run Per',
		name: 'runPer',
		type: 'options',
		default: 'item',
		options: [
			{ name: 'Item', value: 'item', description: 'All files of an item are one run, e.g. shards' },
			{ name: 'File', value: 'file', description: 'A run for each file' },
			{ name: 'All Items', value: 'all', description: 'The files of all items are one run' },
		],
	},
	{
		displayName: 'Repeated Tests',
		name: 'repeats',
		type: 'options',
		default: 'retries',
		options: [
			{
				name: 'Are Retries',
				value: 'retries',
				description: 'A test that is there several times was tried again: a pass after a failure is flaky',
			},
			{ name: 'Count Each', value: 'each', description: 'Every entry is a test of its own' },
		],
		description: 'What it means that a test is in the files several times',
	},
	{
		displayName: 'Include Tests',
		name: 'includeTests',
		type: 'boolean',
		default: false,
		description: 'Whether to put all tests into the run, those that passed among them, not only the failures',
	},
	additionalFieldsCollection(told),
];
