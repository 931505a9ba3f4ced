/** Reports that are written line by line. */
import { lines, list, only, type SampleReport } from './sampleReport';

export const linesReports: SampleReport[] = [
	{
		format: 'goTest',
		text: (failed) => {
			const event = (Action: string, Test?: string, more: object = {}) => ({
				Time: '2026-05-01T08:00:01Z',
				Action,
				Package: 'ex/shop',
				...(Test ? { Test } : {}),
				...more,
			});
			const test = (name: string, end: string, Output: string) => [
				event('run', name),
				event('output', name, { Output }),
				event(end, name, { Elapsed: 0.2 }),
			];
			return lines([
				event('start'),
				...test('TestAdds', 'pass', '--- PASS: TestAdds (0.20s)\n'),
				...(failed ? test('TestPays', 'fail', '    a_test.go:4: no\n') : []),
				event('output', undefined, { Output: failed ? 'FAIL\n' : 'PASS\n' }),
				event(failed ? 'fail' : 'pass', undefined, { Elapsed: 0.4 }),
			]);
		},
	},
	{
		format: 'tap',
		// With the plan at the end: one whose plan comes first is whole as soon as its last test is there.
		text: (failed) => `TAP version 14
# Subtest: Cart
    ok 1 - adds
      ---
      duration_ms: 1.5
      ...
    1..1
ok 1 - Cart
ok 2 - later # SKIP not here
${only(failed, 'not ok 3 - pays\n  ---\n  message: |-\n    no\n  at: a.js:4\n  ...\n')}1..${failed ? 3 : 2}
`,
	},
	{
		format: 'dart',
		text: (failed) => {
			const test = (id: number, name: string, result: string) => [
				{ type: 'testStart', test: { id, name, suiteID: 0, groupIDs: [2], line: 7 }, time: 10 },
				...list(result === 'failure', {
					...{ type: 'error', testID: id, error: 'Expected: 1', stackTrace: 'a 3:1' },
					...{ isFailure: true, time: 20 },
				}),
				{ type: 'testDone', testID: id, result, skipped: false, hidden: false, time: 25 },
			];
			return lines([
				{ type: 'start', protocolVersion: '0.1.1', runnerVersion: '1.25.0', time: 0 },
				{ type: 'suite', suite: { id: 0, platform: 'vm', path: 'test/cart_test.dart' }, time: 0 },
				{ type: 'group', group: { id: 2, suiteID: 0, name: 'Cart' }, time: 1 },
				...test(3, 'Cart adds', 'success'),
				...(failed ? test(4, 'Cart pays', 'failure') : []),
				{ type: 'done', success: !failed, time: 900 },
			]);
		},
	},
];
