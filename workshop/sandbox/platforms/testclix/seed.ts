import type { Test } from './world';

/** A scenario with a result; its id must be percent-encoded in a path, like the documented ones. */
export const TESTCLIX_TEST_ID = '01HSANDBOXCHECKOUT&01HSANDBOXSHOP';

/** A scenario of whose latest three runs two must fail before it is in error. */
export const TESTCLIX_TOLERANT_TEST_ID = '01HSANDBOXSEARCH&01HSANDBOXSHOP';

/** A scenario without steps. */
export const TESTCLIX_UNRECORDED_TEST_ID = '01HSANDBOXDRAFT&01HSANDBOXSHOP';

/** An availability check that never ran. */
export const TESTCLIX_NEW_TEST_ID = '01HSANDBOXHOME&01HSANDBOXSHOP';

/** The tests of the project at the start; none is in a run or in error. */
export function seedTests(): Test[] {
	const strict = { failuresToAlarm: 1, evaluationPeriod: 1 };
	const test = (testId: string, name: string, rest: Partial<Test> = {}): Test => ({
		testId,
		name,
		kind: 'scenario',
		status: 'pass',
		...strict,
		evaluated: [],
		runs: [],
		...rest,
	});
	return [
		test(TESTCLIX_TEST_ID, 'Pay with a saved card'),
		test(TESTCLIX_TOLERANT_TEST_ID, 'Search for an article', { failuresToAlarm: 2, evaluationPeriod: 3 }),
		test(TESTCLIX_UNRECORDED_TEST_ID, 'Redeem a gift card', { status: 'not recorded' }),
		test(TESTCLIX_NEW_TEST_ID, 'Home page', { kind: 'availability', status: 'not executed' }),
		test('01HSANDBOXVITALS&01HSANDBOXSHOP', 'Product page', { kind: 'vitals' }),
	];
}
