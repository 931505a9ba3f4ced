/** Parameters that operations of results, failures and cases share. */
import type { INodeProperties } from 'n8n-workflow';

/** `includeCaseDetails`, an option of operations that read failures. */
export const caseDetailsOption: INodeProperties = {
	displayName: 'Include Case Details',
	name: 'includeCaseDetails',
	type: 'boolean',
	default: true,
	description:
		'Whether each failure has a field "case" with the owner, priority, severity, custom fields and more of its test case. The owner is the author of the case. Takes a few more requests.',
};

/** `includeExternalIssues`, an option of operations that read cases. */
export const externalIssuesOption: INodeProperties = {
	displayName: 'Include External Issues',
	name: 'includeExternalIssues',
	type: 'boolean',
	default: true,
	description: 'Whether to read the issues of other trackers that a case is linked to',
};

const HASH_IN_ITEMS = 'The hash of the result. Behind Get Many Failures it is {{ $json.resultHash }}.';

/** `resultHash`. */
export const resultHashField: INodeProperties = {
	displayName: 'Result Hash',
	name: 'resultHash',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.hash }}',
	description: HASH_IN_ITEMS,
};
