/** Very many tests become results without holding up the rest of n8n. */
import { buildTest } from '../../../../core/model/buildFailure';
import { noCounts } from '../../../../core/model/counts';
import type { OperationCall } from '../../../../n8n/items/contract';
import { newResults } from '../../../../platforms/qase/newResults';

const MANY = 4_000;

const tests = Array.from({ length: MANY }, (_, index) =>
	buildTest({ project: '', title: `test ${index}`, status: 'passed' }),
);
const run = {
	platform: 'report',
	status: 'finished',
	verdict: 'passed',
	counts: { ...noCounts(), total: MANY },
	tests,
	failures: tests,
};
const input = {
	text: () => 'testRuns',
	json: () => run,
	group: () => ({ optionalFlag: () => undefined }),
};

test('very many tests become results, and others have their turns meanwhile', async () => {
	let clock = performance.now();
	// Each look at the clock is 1 ms later than the last.
	const looks = jest.spyOn(performance, 'now').mockImplementation(() => (clock += 1));
	let turns = 0;
	const others = setInterval(() => (turns += 1), 0);
	const call = { input } as unknown as OperationCall;
	const { results } = await newResults(call, { code: 'SHOP', runId: '1' });
	clearInterval(others);

	expect(results).toHaveLength(MANY);
	// Five pieces of work on each: finding its failure, naming it, making the result, its key, and the check.
	expect(looks.mock.calls.length).toBeGreaterThanOrEqual(5 * MANY);
	expect(turns).toBeGreaterThan(MANY / 40);
	looks.mockRestore();
});
