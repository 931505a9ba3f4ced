import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { errorAnswer, errorItem, inCase } from './answers';
import { countRead, startRun, visibleStatus } from './lifecycle';
import type { Test, TestClixWorld } from './world';

/** testclix.md 2: all four documented calls. `details` comes before the test of any id. */
export function testclixEndpoints(world: TestClixWorld): Endpoint[] {
	const section = '2';
	return [
		{ method: 'GET', path: '/v1/api/status', section, run: () => status(world) },
		{ method: 'GET', path: '/v1/api/status/details', section, run: () => details(world) },
		{ method: 'GET', path: '/v1/api/status/:testId', section, run: (call) => testStatus(world, call) },
		{ method: 'POST', path: '/v1/api/execute/:testId', section, run: (call) => execute(world, call) },
	];
}

function status(world: TestClixWorld): Answer {
	return { status: 200, body: { status: inCase(world, projectStatus(world)) } };
}

function details(world: TestClixWorld): Answer {
	const items = inError(world).map((test) => errorItem(world, test));
	const tests = { error: { count: items.length, items } };
	return { status: 200, body: { status: inCase(world, projectStatus(world)), tests } };
}

function testStatus(world: TestClixWorld, { params }: ApiCall): Answer {
	const test = testOf(world, params.testId);
	if (!test) return notFound();
	const body = { test_id: test.testId, status: inCase(world, visibleStatus(test)) };
	return { status: 200, body, after: () => countRead(world, test) };
}

function execute(world: TestClixWorld, { params }: ApiCall): Answer {
	const test = testOf(world, params.testId);
	if (!test) return notFound();
	const { busyExecute, unrecordedExecute } = world.tools.variants;
	if (world.allowance === 0) return errorAnswer(403, 'Execution limit exceeded');
	if (test.runs.length > 0 && busyExecute === 'refused') return errorAnswer(409, 'Scenario is in execution');
	if (test.status === 'not recorded' && unrecordedExecute === 'refused') {
		return errorAnswer(400, 'Scenario is not recorded');
	}
	if (world.allowance !== null) world.allowance -= 1;
	// Started once the answer is out, so that a run cannot be over before its start was answered.
	return {
		status: 200,
		body: { test_id: test.testId, status: inCase(world, 'queued') },
		after: () => void startRun(world, test),
	};
}

function testOf({ tests }: TestClixWorld, testId: string): Test | undefined {
	return tests.find((test) => test.testId === testId);
}

function inError({ tests }: TestClixWorld): Test[] {
	return tests.filter((test) => test.status === 'error');
}

function projectStatus(world: TestClixWorld): string {
	return inError(world).length > 0 ? 'error' : 'pass';
}

/** Word for word as documented, whatever kind of test it is. */
function notFound(): Answer {
	return errorAnswer(404, "Scenario doesn't exists");
}
