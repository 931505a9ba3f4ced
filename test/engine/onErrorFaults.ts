/** The faults that are tried with each setting of On Error. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { noCounts } from '../../core/model/counts';

/** The nodes that execute something. */
export type NodeName = 'testRun' | 'gate' | 'history' | 'reader' | 'report';

const awaiting = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'qodex',
	operation: 'waitForRun',
	runId: '={{ $json.id }}',
	...more,
});
const NOT_TO_BE_EVALUATED = "={{ $('Nowhere').item.json.id }}";

/** Faults that concern every input of a node. */
export const WHOLE: Array<{
	node: NodeName;
	what: string;
	parameters?: INodeParameters;
	isGone?: true;
	broken?: string[];
	error: RegExp;
	description?: RegExp;
}> = [
	{
		node: 'testRun',
		what: 'an operation that there is not',
		parameters: { resource: 'qodex', operation: 'pauseRun' },
		error: /^Qodex has no operation 'pauseRun'/,
		description: /^Choose one from the list under 'Operation'/,
	},
	{
		node: 'testRun',
		what: 'a platform that there is not',
		parameters: { resource: 'nowhere', operation: 'getRun' },
		error: /^This node has no 'nowhere'$/,
	},
	{
		node: 'testRun',
		what: 'too many items for Pause Between Checks',
		parameters: awaiting({ waitMode: 'suspend' }),
		error: /^This wait mode takes one item, but there are 3$/,
		description: /^Nothing was started/,
	},
	{
		node: 'testRun',
		what: 'too many items for Pause Until Called Back',
		parameters: {
			resource: 'qodex',
			operation: 'startRunAndWait',
			environment: 'staging',
			scope: 'all',
			waitMode: 'callback',
		},
		error: /^This wait mode takes one item, but there are 3$/,
	},
	{
		node: 'testRun',
		what: 'a wait mode that there is not',
		parameters: awaiting({ waitMode: '={{ "later" }}' }),
		error: /^'Wait Mode' has no choice 'later'$/,
		description: /^Choose one from the list/,
	},
	{
		node: 'testRun',
		what: 'a time limit that is no number',
		parameters: awaiting({ timeoutMinutes: '={{ "soon" }}' }),
		error: /^'Time Limit \(Minutes\)' is not a number/,
	},
	{
		node: 'testRun',
		what: 'a time limit of a million years',
		parameters: awaiting({ timeoutMinutes: 5e11 }),
		error: /^'Time Limit \(Minutes\)' is more than a year/,
	},
	{
		node: 'testRun',
		what: 'a setting that cannot be evaluated',
		parameters: awaiting({ runId: NOT_TO_BE_EVALUATED }),
		error: /Nowhere|Referenced node/,
	},
	{
		node: 'testRun',
		what: 'an option of the wait that cannot be evaluated',
		parameters: awaiting({ options: { expectedMinutes: NOT_TO_BE_EVALUATED } }),
		error: /Nowhere|Referenced node/,
	},
	{
		node: 'testRun',
		what: 'code that cannot be loaded',
		parameters: awaiting(),
		isGone: true,
		error: /^Cannot find module/,
	},
	{
		node: 'testRun',
		what: 'parameters that n8n cannot give',
		parameters: awaiting(),
		broken: ['getNodeParameter'],
		error: /^getNodeParameter is broken/,
	},
	{
		node: 'gate',
		what: 'a rule that is no number',
		parameters: { rules: { maxFailures: '={{ "few" }}' } },
		error: /^'Maximum Failures' is not a number/,
	},
	{
		node: 'gate',
		what: 'a setting that cannot be evaluated',
		parameters: { stopOnFailed: NOT_TO_BE_EVALUATED, rules: { requiredTags: NOT_TO_BE_EVALUATED } },
		error: /Nowhere|Referenced node/,
	},
	{ node: 'gate', what: 'code that cannot be loaded', isGone: true, error: /^Cannot find module/ },
	{
		node: 'gate',
		what: 'parameters that n8n cannot give',
		broken: ['getNodeParameter'],
		error: /^getNodeParameter is broken/,
	},
	{
		node: 'history',
		what: 'an operation that there is not',
		parameters: { operation: 'forget' },
		error: /^'Operation' has no choice 'forget'/,
	},
	{
		node: 'history',
		what: 'no rows of earlier runs',
		parameters: { operation: 'addHistory' },
		error: /^'Rows of Earlier Runs' is empty$/,
		description: /all\(\)\.map/,
	},
	{
		node: 'history',
		what: 'rows that are no list',
		parameters: { operation: 'summarize', rows: '{}' },
		error: /^'Rows' is not a list of rows$/,
	},
	{
		node: 'history',
		what: 'a setting that cannot be evaluated',
		parameters: { operation: 'addHistory', earlierRows: NOT_TO_BE_EVALUATED },
		error: /Nowhere|Referenced node/,
	},
	{ node: 'history', what: 'code that cannot be loaded', isGone: true, error: /^Cannot find module/ },
	{
		node: 'history',
		what: 'parameters that n8n cannot give',
		broken: ['getNodeParameter'],
		error: /^getNodeParameter is broken/,
	},
	{
		node: 'reader',
		what: 'a choice that there is not',
		parameters: { runPer: '={{ "month" }}' },
		error: /^'One Run Per' has no choice 'month'/,
	},
	{
		node: 'reader',
		what: 'a damaged file of one run of all items',
		parameters: { source: 'text', text: '<testsuite>', runPer: 'all' },
		error: /^The text, line 1, column 12, |^item \d\/text\/The text, line 1, column 12, |^No run was read$/,
	},
	{
		node: 'reader',
		what: 'a setting that cannot be evaluated',
		parameters: { runPer: NOT_TO_BE_EVALUATED },
		error: /Nowhere|Referenced node/,
	},
	{ node: 'reader', what: 'code that cannot be loaded', isGone: true, error: /^Cannot find module/ },
	{
		node: 'reader',
		what: 'parameters that n8n cannot give',
		broken: ['getNodeParameter'],
		error: /^getNodeParameter is broken/,
	},
	{
		node: 'report',
		what: 'tickets in another format',
		parameters: { format: 'slack', reportPer: '={{ "failure" }}' },
		error: /^'One Report Per' can be 'Failed Test' with the format Jira only/,
		description: /^Choose Run or All Items/,
	},
	{
		node: 'report',
		what: 'a format that there is not',
		parameters: { format: '={{ "pdf" }}' },
		error: /^'Format' has no choice 'pdf'/,
	},
	{
		node: 'report',
		what: 'a limit below zero',
		parameters: { options: { maxFailures: -1 } },
		error: /^'Maximum Failures' must be 0 or more/,
	},
	{
		node: 'report',
		what: 'a setting that cannot be evaluated',
		parameters: { reportPer: NOT_TO_BE_EVALUATED },
		error: /Nowhere|Referenced node/,
	},
	{ node: 'report', what: 'code that cannot be loaded', isGone: true, error: /^Cannot find module/ },
];

/** Faults of the second of three inputs. */
export const OF_ONE: Array<{
	node: NodeName;
	what: string;
	parameters?: INodeParameters;
	second: IDataObject;
	error: RegExp;
}> = [
	{
		node: 'testRun',
		what: 'a run that is not there',
		parameters: { resource: 'qodex', operation: 'getRun', runId: '={{ $json.id }}' },
		second: { id: 'run_nowhere' },
		error: /^Could not read the run run_nowhere/,
	},
	{
		node: 'testRun',
		what: 'a time limit that is not there',
		parameters: awaiting({ timeoutMinutes: '={{ $json.limit }}' }),
		second: { limit: null },
		error: /^'Time Limit \(Minutes\)' is not a number/,
	},
	{
		node: 'testRun',
		what: 'an awaited run that is not there',
		parameters: awaiting(),
		second: { id: 'run_nowhere' },
		error: /^Could not read the run run_nowhere/,
	},
	{ node: 'gate', what: 'no run', second: { verdict: 'green' }, error: /^This item holds no test run/ },
	{
		node: 'gate',
		what: 'a rule by expression',
		parameters: { rules: { maxFailures: '={{ $json.most }}' } },
		second: { most: 'few' },
		error: /^'Maximum Failures' is not a number/,
	},
	{
		node: 'gate',
		what: 'a failed run with Stop on Failed',
		parameters: { stopOnFailed: true },
		second: { verdict: 'failed', counts: { ...noCounts(), total: 3, passed: 2, failed: 1 } },
		error: /^The test run did not pass: /,
	},
	{
		node: 'history',
		what: 'no run',
		parameters: { operation: 'addHistory', earlierRows: '[]' },
		second: { verdict: 'green' },
		error: /^This item holds no test run/,
	},
	{
		node: 'history',
		what: 'no run to make rows of',
		parameters: { operation: 'makeRows' },
		second: { verdict: 'green' },
		error: /^This item holds no test run/,
	},
	{
		node: 'history',
		what: 'rows by expression',
		parameters: { operation: 'addHistory', earlierRows: '={{ $json.earlier ?? [] }}' },
		second: { earlier: [{ runKey: 'a' }] },
		error: /^'Rows of Earlier Runs' has no 'testKey' \(entry 1 of 1\)/,
	},
	{
		node: 'reader',
		what: 'a text that is no report',
		parameters: {
			source: 'text',
			text: '={{ $json.report ?? \'<testsuite><testcase name="pays"/></testsuite>\' }}',
		},
		second: { report: 'hello' },
		error: /^The text is no test report of a known format/,
	},
	{ node: 'report', what: 'no run', second: { verdict: 'green' }, error: /^This item holds no test run/ },
	{
		node: 'report',
		what: 'a format by expression',
		parameters: { format: '={{ $json.as }}' },
		second: { as: 'pdf' },
		error: /^'Format' has no choice 'pdf'/,
	},
];
