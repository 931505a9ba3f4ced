/** Parameters that several TestCLIX operations share. */
import type { INodeProperties } from 'n8n-workflow';

import { ID_OF_ITEM, orBehindTrigger } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

/** `testId` of a test to execute; TestCLIX has no list to choose it from. */
export const testIdField: INodeProperties = {
	displayName: 'Test ID',
	name: 'testId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 01GDZYY7EMI1&07GD8QUVVINJDI',
	description:
		'ID of a scenario, availability or vitals test, copied unchanged from its details panel in TestCLIX',
};

/** `testId` of a test that was executed before: the id of its run. */
export const executedTestField: INodeProperties = {
	...testIdField,
	placeholder: ID_OF_ITEM,
	description: orBehindTrigger(
		'ID of the test, as Start Run returns it, or as the details panel in TestCLIX shows it',
	),
};

/** How long a result must stay unchanged if nothing else shows that it is final. */
const DEFAULT_SETTLING_SECONDS = 30;

/** `settleSeconds`, for the Options of an operation that waits. */
export const settleOption: INodeProperties = {
	displayName: 'Settling Time (Seconds)',
	name: 'settleSeconds',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_SETTLING_SECONDS,
	description:
		'How long a result must stay unchanged before it counts, if the test was not seen queued or processing before. A status that is read too early is that of an earlier run.',
};

/** Words that mean something else in the paths of the API, or nothing. */
const NO_IDS = ['details', '.', '..'];

/** Reads `testIdField`. */
export function readTestId(input: Input): string {
	const testId = input.text('testId');
	return NO_IDS.includes(testId) ? input.refuse('testId', 'is not the ID of a test') : testId;
}

/** Reads `settleOption`, in milliseconds. */
export function readSettlingMs(input: Input): number {
	const seconds = input.group('options').optionalNumber('settleSeconds') ?? DEFAULT_SETTLING_SECONDS;
	return Math.max(0, seconds) * 1000;
}
