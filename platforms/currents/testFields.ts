/** Parameters that name a test; an item of Get Many Failures fills them. */
import type { INodeProperties } from 'n8n-workflow';

/** `specFile`. */
export const specFileField: INodeProperties = {
	displayName: 'Spec File',
	name: 'specFile',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.file }}',
	description: 'Path of the spec file as the run reported it',
};

/** `title`. */
export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.title }}',
	description: 'Exact title of the test, without its suites',
};

/** `suite`. */
export const suiteField: INodeProperties = {
	displayName: 'Suite',
	name: 'suite',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.suite }}',
	description: 'The suites that the test is in, joined by " > ". Leave empty for a test outside of suites.',
};
