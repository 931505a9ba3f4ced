/** Parameters that operations of results, failures and cases share. */
import type { INodeProperties } from 'n8n-workflow';

import { includeFailuresOption } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';
import { DEFAULT_MAX_FAILURES } from '../../n8n/webhooks/fields';

/** `includeCaseDetails`, an option of operations that read failures. */
export const caseDetailsOption: INodeProperties = {
	displayName: 'Include Case Details',
	name: 'includeCaseDetails',
	type: 'boolean',
	default: true,
	description:
		'Whether each failure has a field "case" with the owner, priority, severity, custom fields and more of its test case. The owner is the author of the case. Takes a few more requests.',
};

/** The same for operations that read a run, whose failures have an option of their own. */
export const caseDetailsOfRunOption: INodeProperties = {
	...caseDetailsOption,
	description: `${caseDetailsOption.description} Without Include Failures, up to ${DEFAULT_MAX_FAILURES} failures are read.`,
};

/** `includeFailures` beside {@link caseDetailsOfRunOption}. */
export const failuresOfRunOption: INodeProperties = {
	...includeFailuresOption,
	description: `How many failed tests to read with the run, at most. With 0, or without this option, none. Include Case Details without this option reads up to ${DEFAULT_MAX_FAILURES}.`,
};

/** How many failures to read with a run, from `includeFailures`. The details of cases need some failures to be in. */
export function wantedFailures(options: Input): number {
	const without = options.flag('includeCaseDetails') ? DEFAULT_MAX_FAILURES : 0;
	return options.optionalNumber('includeFailures') ?? without;
}

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
