import * as fc from 'fast-check';

import { buildRun, type RunFacts } from '../../../../core/model/buildRun';
import { noCounts } from '../../../../core/model/counts';
import { mergeFacts } from '../../../../core/model/mergeFacts';
import type { RunStatus, TestFailure } from '../../../../core/model/TestRun';

const base = { platform: 'currents', platformName: 'Currents', id: 'r1' } as const;
const delivered = (facts: Partial<RunFacts> = {}): RunFacts => ({ ...base, status: 'finished', ...facts });
const read = delivered;
const counts = (passed: number | null, failed: number | null) => ({ ...noCounts(), passed, failed });
const failure = { title: 'pays' } as TestFailure;

describe('a delivery and what was read back', () => {
	test.each<[string, Partial<RunFacts>, Partial<RunFacts>, Partial<RunFacts>]>([
		[
			'the read wins',
			{ branch: 'told', name: 'told' },
			{ branch: 'read', name: 'read' },
			{ branch: 'read', name: 'read' },
		],
		[
			'the delivery fills in',
			{ branch: 'told', buildId: 'b1' },
			{ branch: null },
			{ branch: 'told', buildId: 'b1' },
		],
		['the status of the read wins', { status: 'finished' }, { status: 'running' }, { status: 'running' }],
		[
			'a silent read leaves the status',
			{ status: 'timedOut' },
			{ status: 'unknown' },
			{ status: 'timedOut' },
		],
		[
			'a word nobody knows does not',
			{ status: 'finished' },
			{ status: 'unknown', platformWords: 'ODD' },
			{ status: 'unknown' },
		],
		['counts of the read win', { counts: counts(1, 1) }, { counts: counts(2, 0) }, { counts: counts(2, 0) }],
		[
			'a read without counts leaves them',
			{ counts: counts(1, 1) },
			{ counts: noCounts() },
			{ counts: counts(1, 1) },
		],
		[
			'counts of a run that was going are not those of its end',
			{ status: 'running', counts: counts(1, 0) },
			{ counts: noCounts() },
			{ status: 'finished', counts: noCounts() },
		],
		[
			'counts of a run that was canceled are not those of its end',
			{ status: 'canceled', platformVerdict: 'passed', counts: counts(1, 0) },
			{},
			{ status: 'finished', platformVerdict: null, counts: undefined },
		],
		['tags that are not told stay', { tags: ['a'] }, { tags: [] }, { tags: ['a'] }],
		['tags that are told win', { tags: ['a'] }, { tags: ['b'] }, { tags: ['b'] }],
		['no failures at all is told', { failures: [failure] }, { failures: [] }, { failures: [] }],
		[
			'failures that are not asked for stay',
			{ failures: [failure] },
			{ failures: null },
			{ failures: [failure] },
		],
		['the group stays', { group: 'chromium' }, {}, { group: 'chromium' }],
		[
			'the project keeps its name',
			{ project: { id: 'p', name: 'Shop' } },
			{ project: { id: 'p', name: null } },
			{ project: { id: 'p', name: 'Shop' } },
		],
		[
			'another project does not take it',
			{ project: { id: 'p', name: 'Shop' } },
			{ project: { id: 'q', name: null } },
			{ project: { id: 'q', name: null } },
		],
	])('%s', (_, told, known, expected) => {
		expect(mergeFacts(delivered(told), read(known))).toMatchObject(expected);
	});

	test('a delivery that lies about the outcome changes nothing', () => {
		const merged = mergeFacts(
			delivered({ platformVerdict: 'passed', counts: counts(9, 0), failures: [] }),
			read({ platformVerdict: 'failed' }),
		);

		expect(buildRun(merged).verdict).toBe('failed');
	});

	test('failures that only the delivery names do not fail a run that the read calls passed', () => {
		const merged = mergeFacts(
			delivered({ platformVerdict: 'failed', counts: counts(1, 3), failures: [failure] }),
			read({ platformVerdict: 'passed' }),
		);

		expect(buildRun(merged)).toMatchObject({ verdict: 'passed', failures: null });
	});

	it('says of a list of failures only what belongs to that list', () => {
		const cut = delivered({ failures: [], failuresTruncated: true, failuresNote: 'Not told.' });
		const merged = mergeFacts(cut, read({ failures: [] }));
		expect(merged).toMatchObject({ failuresTruncated: undefined, failuresNote: undefined });
		expect(mergeFacts(cut, read()).failuresNote).toBe('Not told.');
	});
});

const number = fc.option(fc.integer({ min: 0, max: 3 }));
const facts: fc.Arbitrary<RunFacts> = fc.record(
	{
		platform: fc.constant('currents'),
		platformName: fc.constant('Currents'),
		id: fc.constant('r1'),
		status: fc.constantFrom<RunStatus>('queued', 'running', 'finished', 'canceled', 'timedOut', 'unknown'),
		platformVerdict: fc.constantFrom('passed', 'failed', 'inconclusive', null),
		platformWords: fc.constantFrom('WORD', null),
		counts: fc.record({
			total: number,
			passed: number,
			failed: number,
			skipped: number,
			flaky: number,
			pending: number,
			other: number,
		}),
		failures: fc.constantFrom([], [failure], null),
		tags: fc.constantFrom([], ['a']),
		branch: fc.constantFrom('main', null),
	},
	{ requiredKeys: ['platform', 'platformName', 'id', 'status'] },
);

describe('for any two', () => {
	const outcome = (run: RunFacts) => buildRun(run).verdict;

	test('the verdict is that of the read, when the read tells one', () => {
		const tellsCounts = ({ counts: told }: RunFacts) =>
			typeof told?.passed === 'number' || typeof told?.failed === 'number';
		fc.assert(
			fc.property(facts, facts, (told, known) => {
				fc.pre(known.status !== 'unknown');
				fc.pre(known.status !== 'finished' || Boolean(known.platformVerdict) || tellsCounts(known));
				expect(outcome(mergeFacts(told, known))).toBe(outcome(known));
			}),
		);
	});

	test('nothing passes unless one of them passed at its end', () => {
		fc.assert(
			fc.property(facts, facts, (told, known) => {
				const merged = mergeFacts(told, known);
				if (outcome(merged) !== 'passed') return;
				const whole = { ...told, failures: null };
				expect([outcome(whole), outcome({ ...known, status: merged.status })]).toContain('passed');
			}),
			{ numRuns: 5_000 },
		);
	});

	test('a read alone and a read of nothing new change nothing', () => {
		fc.assert(
			fc.property(facts, (known) => {
				expect(buildRun(mergeFacts(known, known))).toEqual(buildRun(known));
			}),
		);
	});
});
