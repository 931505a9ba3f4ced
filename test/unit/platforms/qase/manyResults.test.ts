/** Very many tests become results without holding up the rest of n8n. */
import { buildTest } from '../../../../core/model/buildFailure';
import { noCounts } from '../../../../core/model/counts';
import type { OperationCall } from '../../../../n8n/items/contract';
import { newResults } from '../../../../platforms/qase/newResults';
import { turnsDuring } from '../../../turns';

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
	let made = 0;
	const turns = await turnsDuring(async () => {
		const call = { input } as unknown as OperationCall;
		made = (await newResults(call, { code: 'SHOP', runId: '1' })).results.length;
	});
	expect(made).toBe(MANY);
	// Five pieces of work on each: finding its failure, naming it, making the result, its key, and the check. Each turn
	// comes after 20 entries; with one of the five in a single stretch there would be fewer.
	expect(turns).toBeGreaterThan(0.2 * MANY);
});
