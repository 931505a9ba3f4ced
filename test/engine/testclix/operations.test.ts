/** Starting and reading TestCLIX tests: what is sent, what comes out, and what a refusal says. */
import {
	TESTCLIX_NEW_TEST_ID,
	TESTCLIX_TOLERANT_TEST_ID,
	TESTCLIX_UNRECORDED_TEST_ID,
} from '../../../workshop/sandbox/platforms/testclix/seed';
import { logs } from '../harness';
import { quickly, testclixForTests, told } from './support';

const { run, control, sandbox, testId, calls, setVariants, spoil, withCredential } = testclixForTests();

const byTest = () => [
	['startRun', { testId: testId() }] as const,
	['startRunAndWait', { testId: testId(), ...quickly() }] as const,
	['waitForRun', { testId: testId(), ...quickly() }] as const,
	['getRun', { testId: testId() }] as const,
];
const byProject = [['getStatus', {}] as const, ['getManyFailures', {}] as const];

describe('Start Run', () => {
	test('executes the test once and goes on, with the id percent-encoded', async () => {
		const started = await run('startRun', { testId: testId() });

		expect(started.json).toMatchObject([
			{
				platform: 'testclix',
				id: testId(),
				key: `testclix:${testId()}`,
				status: 'queued',
				verdict: 'pending',
				counts: { total: 1, passed: null, failed: null },
				failures: null,
			},
		]);
		expect(await calls()).toMatchObject([
			{ method: 'POST', path: '/v1/api/execute/01HSANDBOXCHECKOUT%2601HSANDBOXSHOP', body: null },
		]);
	});

	test('gives the answer itself without Simplify', async () => {
		expect((await run('startRun', { testId: testId(), simplify: false })).json).toEqual([
			{ test_id: testId(), status: 'queued' },
		]);
	});

	test.each([
		{ kind: 'status', status: 429, body: { message: 'Too Many Requests' }, headers: { 'retry-after': '0' } },
		{ kind: 'status', status: 503 },
		{ kind: 'closeSocket' },
		{ kind: 'invalidJson' },
	] as const)('is sent once, whatever comes back: %j', async (fault) => {
		await spoil('POST', { fault, afterEffect: true });
		const started = await run('startRun', { testId: testId() });

		expect(started.status).toBe('error');
		expect(await calls()).toHaveLength(1);
		if (fault.kind !== 'status' || fault.status !== 429) {
			expect(told(started)).toMatch(/Whether TestCLIX carried it out is not known/);
		}
	});

	test.each([
		['busyExecute', 409, 'Scenario is in execution'],
		['unrecordedExecute', 400, 'Scenario is not recorded'],
	] as const)('passes a refusal on (%s)', async (variant, status, words) => {
		await setVariants({ [variant]: 'refused' });
		const busy = variant === 'busyExecute';
		if (busy) await control().startRun({ testId: testId(), outcome: 'pass', stuck: true });
		const started = await run('startRun', { testId: busy ? testId() : TESTCLIX_UNRECORDED_TEST_ID });

		expect(told(started)).toMatch(new RegExp(`HTTP ${status}.*TestCLIX says: "${words}"`));
	});
});

describe('a refusal', () => {
	test('403 says that the allowance is used up, and does not blame the key', async () => {
		await control().setAllowance({ executions: 0 });
		for (const [operation, parameters] of byTest().slice(0, 2)) {
			const refused = await run(operation, parameters);
			expect(told(refused)).toMatch(/TestCLIX has no executions left \(HTTP 403\)/);
			expect(told(refused)).toMatch(/TestCLIX says: "Execution limit exceeded".*allowance/);
			expect(told(refused)).not.toMatch(/Check the API key/);
		}
	});

	test('403 says that the key is not good, in every operation', async () => {
		const credentials = withCredential({ apiKey: 'wrong-testclix-key' });
		for (const [operation, parameters] of [...byTest(), ...byProject]) {
			const refused = await run(operation, parameters, { credentials });
			expect(told(refused)).toMatch(/TestCLIX did not accept the key \(HTTP 403\).*Check the API key/);
			expect(told(refused)).not.toMatch(/allowance/);
			expect(told(refused) + refused.stored + logs.text()).not.toContain('wrong-testclix-key');
		}
	});

	test('404 shows the words of TestCLIX, and where to find the id', async () => {
		for (const [operation, parameters] of byTest()) {
			const refused = await run(operation, { ...parameters, testId: 'NO_SUCH_TEST' });
			expect(told(refused)).toMatch(/did not find it \(HTTP 404\).*Scenario doesn't exists.*details panel/);
		}
		expect(await calls('POST')).toHaveLength(1);
	});

	test('an error of the service in every operation', async () => {
		for (const [operation, parameters] of [...byTest(), ...byProject]) {
			await sandbox().control.addFault({
				platform: 'testclix',
				fault: { kind: 'status', status: 400, body: { message: 'Something is wrong' } },
			});
			const refused = await run(operation, parameters);
			expect(told(refused)).toMatch(/HTTP 400.*TestCLIX says: "Something is wrong"/);
		}
	});

	test.each(['', ' ', 'details', '.', '..'])(
		'an id that is none is refused before any call: "%s"',
		async (id) => {
			for (const [operation, parameters] of byTest()) {
				const refused = await run(operation, { ...parameters, testId: `={{ "${id}" }}` });
				expect(told(refused)).toMatch(/'Test ID' is (empty|not the ID of a test)/);
			}
			expect(await calls()).toEqual([]);
		},
	);
});

describe('Get Run', () => {
	test.each([
		['pass', 'finished', 'passed', { total: 1, passed: 1, failed: 0 }],
		['error', 'finished', 'failed', { total: 1, passed: 0, failed: 1 }],
		['acknowledged', 'finished', 'failed', { total: 1, failed: 1 }],
		['queued', 'queued', 'pending', { total: 1, passed: null }],
		['processing', 'running', 'pending', { total: 1, passed: null }],
		['not recorded', 'finished', 'inconclusive', { total: 1, passed: null }],
		['not executed', 'finished', 'inconclusive', { total: 1, passed: null }],
		['recorded', 'finished', 'inconclusive', { total: 1, passed: null }],
		['valid', 'finished', 'inconclusive', { total: 1, passed: null }],
		['paused', 'unknown', 'inconclusive', { total: 1, passed: null }],
	])('reads "%s", in either letter case', async (word, status, verdict, counts) => {
		await control().setTest({ testId: testId(), status: word });
		for (const statusCase of ['lower', 'title'] as const) {
			await setVariants({ statusCase });
			const read = await run('getRun', { testId: testId() });
			expect(read.json).toMatchObject([{ id: testId(), status, verdict, counts }]);
		}
	});

	test('says that the status is no single run', async () => {
		const read = await run('getRun', { testId: testId() });

		expect(read.json[0]?.verdictReason).toMatch(/status of the test, which TestCLIX derives/);
	});

	test('says which status a test without a result has', async () => {
		const read = await run('getRun', { testId: TESTCLIX_NEW_TEST_ID });

		expect(read.json[0]?.verdictReason).toBe('The test has no result: its status is "not executed".');
	});

	test('one failed run may leave the status as it is', async () => {
		await control().startRun({ testId: TESTCLIX_TOLERANT_TEST_ID, outcome: 'error', activeReads: 0 });
		expect((await run('getRun', { testId: TESTCLIX_TOLERANT_TEST_ID })).json).toMatchObject([
			{ verdict: 'passed' },
		]);
		await control().startRun({ testId: TESTCLIX_TOLERANT_TEST_ID, outcome: 'error', activeReads: 0 });
		expect((await run('getRun', { testId: TESTCLIX_TOLERANT_TEST_ID })).json).toMatchObject([
			{ verdict: 'failed' },
		]);
	});

	test('gives the answer itself without Simplify', async () => {
		expect((await run('getRun', { testId: testId(), simplify: false })).json).toEqual([
			{ test_id: testId(), status: 'pass' },
		]);
	});

	test('an answer without a status is not taken for one', async () => {
		await spoil('GET', { times: 9, fault: { kind: 'status', status: 200, body: { test_id: testId() } } });

		expect(told(await run('getRun', { testId: testId() }))).toMatch(/answer of TestCLIX could not be read/);
	});
});

describe('Get Many Failures', () => {
	beforeEach(async () => {
		await control().startRun({ testId: testId(), outcome: 'error', activeReads: 0 });
		await control().startRun({ testId: TESTCLIX_NEW_TEST_ID, outcome: 'error', activeReads: 0 });
	});

	test.each([
		['objects', ['Pay with a saved card', 'Home page'], 'Step 4: the button "Pay" is not there'],
		['ids', ['01HSANDBOXCHECKOUT&01HSANDBOXSHOP', '01HSANDBOXHOME&01HSANDBOXSHOP'], null],
		['others', ['unnamed test', 'unnamed test'], null],
	] as const)('lists the tests in error, entries being %s', async (errorItems, titles, message) => {
		await setVariants({ errorItems });
		const listed = await run('getManyFailures', { returnAll: true });

		expect(listed.json.map(({ title }) => title)).toEqual(titles);
		expect(listed.json[0]).toMatchObject({ status: 'error', error: { message } });
		expect((await calls()).map(({ path }) => path)).toEqual(['/v1/api/status/details']);
	});

	test('a test keeps its identity whether or not its name is told', async () => {
		const keys = [];
		for (const errorItems of ['objects', 'ids'] as const) {
			await setVariants({ errorItems });
			keys.push((await run('getManyFailures')).json.map(({ testKey }) => testKey));
		}
		expect(keys[0]).toEqual(keys[1]);
		expect(new Set(keys[0]).size).toBe(2);
		const { failures } = (await run('getRun', { testId: testId() })).json[0] as { failures: object[] };
		expect(failures).toMatchObject([{ testKey: keys[0]?.[0] }]);
	});

	test('keeps to the limit', async () => {
		expect((await run('getManyFailures', { limit: 1 })).json).toHaveLength(1);
	});

	test.each([
		['objects', { test_id: '01HSANDBOXCHECKOUT&01HSANDBOXSHOP' }],
		['ids', { item: '01HSANDBOXCHECKOUT&01HSANDBOXSHOP' }],
		['others', { uid: '01HSANDBOXCHECKOUT&01HSANDBOXSHOP' }],
	] as const)('gives the entries themselves without Simplify, being %s', async (errorItems, entry) => {
		await setVariants({ errorItems });

		expect((await run('getManyFailures', { simplify: false })).json[0]).toMatchObject(entry);
	});

	test('gives nothing when no test is in error', async () => {
		await sandbox().control.reset();

		expect((await run('getManyFailures')).json).toEqual([]);
	});
});

describe('Get Status', () => {
	test('tells the status of the project', async () => {
		expect((await run('getStatus')).json).toEqual([
			{ status: 'pass', verdict: 'passed', testsInError: null },
		]);
		expect((await calls()).map(({ path }) => path)).toEqual(['/v1/api/status']);
	});

	test('counts the tests in error', async () => {
		await setVariants({ statusCase: 'title' });
		await control().startRun({ testId: testId(), outcome: 'error', activeReads: 0 });
		const read = await run('getStatus', { countErrors: true });

		expect(read.json).toEqual([{ status: 'Error', verdict: 'failed', testsInError: 1 }]);
	});

	test('gives the answer itself without Simplify', async () => {
		const read = await run('getStatus', { countErrors: true, simplify: false });

		expect(read.json).toEqual([{ status: 'pass', tests: { error: { count: 0, items: [] } } }]);
	});

	test.each([
		['queued', 'pending'],
		['degraded', 'inconclusive'],
	])('never takes "%s" for a pass', async (status, verdict) => {
		await spoil('GET', { fault: { kind: 'status', status: 200, body: { status } } });

		expect((await run('getStatus')).json).toMatchObject([{ status, verdict }]);
	});
});
