/** Very many tests become results without holding up the rest of n8n. */
import { buildTest } from '../../../../core/model/buildFailure';
import { noCounts } from '../../../../core/model/counts';
import type { Input } from '../../../../n8n/parameters/input';
import { testResults } from '../../../../platforms/qase/testResults';
import { turnsDuring } from '../../../turns';

const MANY = 20_000;

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
	json: () => run,
	group: () => ({ optionalFlag: () => undefined }),
} as unknown as Input;

test('very many tests become results, and others have their turns meanwhile', async () => {
	let made = 0;
	const turns = await turnsDuring(async () => (made = (await testResults(input, 'SHOP')).results.length));
	expect(made).toBe(MANY);
	// Reading in parts, and the failures, the names and the results one by one.
	expect(turns).toBeGreaterThan((3 * MANY) / 40);
});
