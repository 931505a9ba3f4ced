/** What counts as a run, as flaky, as a streak: each definition with the sequences that show it. */
import type { StoredRow } from '../../../../core/history/row';
import type { TestSummary } from '../../../../core/history/summarize';
import { endOf, outageIn, row, rowsOf, summariesOf, summaryOf } from './sequence';

type Vector = [
	sequence: string,
	expected: Partial<TestSummary>,
	more?: (number: number) => Partial<StoredRow>,
];

describe('vectors', () => {
	const vectors: Vector[] = [
		['P F P P P F', { runs: 6, failed: 2, flakyRate: 1 / 6, failingStreak: 1, lastPassedAt: endOf(5) }],
		['P P P F F F', { runs: 6, failed: 3, flakyRate: 0, failingStreak: 3, lastPassedAt: endOf(3) }],
		['P S F A F', { runs: 3, failed: 2, flakyRate: null, failingStreak: 2, lastPassedAt: endOf(1) }],
		['F F F', { runs: 3, failed: 3, flakyRate: null, failingStreak: 3, lastPassedAt: null }],
		['P f P F P', { runs: 5, failed: 1, flakyRate: 2 / 5, failingStreak: 0, lastPassedAt: endOf(5) }],
		[
			'P P P P F',
			{ runs: 5, failed: 1, flakyRate: 1 / 5, failingStreak: 1, lastPassedAt: endOf(4) },
			(number) => (number === 5 ? { commit: 'commit-4' } : {}),
		],
	];

	test.each(vectors.map(([sequence, expected, facts]) => [sequence, expected, facts] as const))(
		'%s',
		async (sequence, expected, facts) => {
			expect(await summaryOf(rowsOf(sequence, facts))).toMatchObject(expected);
		},
	);

	test('P F S P P P, F in an outage run', async () => {
		expect(await summaryOf([...rowsOf('P F S P P P'), ...outageIn(2)])).toMatchObject({
			runs: 5,
			failed: 1,
			flakyRate: 0,
			failingStreak: 0,
			lastPassedAt: endOf(6),
		});
		expect(await summaryOf(rowsOf('P F S P P P'))).toMatchObject({ flakyRate: 1 / 5 });
	});
});

describe('executed', () => {
	test.each([
		['P E', { runs: 2, failed: 1, failingStreak: 1 }],
		['P B', { runs: 2, failed: 1, failingStreak: 1 }],
		['P T', { runs: 2, failed: 1, failingStreak: 1 }],
		['F S N O', { runs: 1, failed: 1, failingStreak: 1, failingSince: endOf(1) }],
		['S N O', { runs: 0, failed: 0, failRate: null, failingStreak: 0, failingSince: null, state: null }],
	])('%s', async (sequence, expected) => {
		expect(await summaryOf(rowsOf(sequence))).toMatchObject(expected);
	});

	test('a status that is not known is no pass and no failure', async () => {
		const rows = [
			...rowsOf('F'),
			row(2, { status: 'muted' as never }),
			row(3, { status: 'muted' as never, flaky: true }),
		];
		expect(await summaryOf(rows)).toMatchObject({
			runs: 1,
			failingStreak: 1,
			lastPassedAt: null,
			flakyRuns: 0,
		});
	});

	test('a flaky row passed, whatever its status says', async () => {
		const rows = [...rowsOf('F'), row(3, { status: 'failed', flaky: true })];
		expect(await summaryOf(rows)).toMatchObject({
			failed: 1,
			failingStreak: 0,
			flakyRuns: 1,
			lastPassedAt: endOf(3),
		});
	});
});

describe('doubles', () => {
	test('a run that was stored twice counts once', async () => {
		const rows = rowsOf('P F P P P F');
		expect(await summariesOf([...rows, ...rows])).toEqual(await summariesOf(rows));
	});

	test.each([
		['updatedAt', { updatedAt: endOf(9), createdAt: endOf(1) }, { updatedAt: endOf(8), createdAt: endOf(8) }],
		['createdAt', { createdAt: endOf(9) }, { createdAt: endOf(8) }],
		['a place in the list', {}, {}],
	])('the newer by %s counts', async (by, newer, older) => {
		const failed = row(2, { status: 'failed', ...newer });
		const passed = row(2, { status: 'passed', ...older });
		const before = rowsOf('P');
		expect(await summaryOf([...before, passed, failed])).toMatchObject({ failed: 1, runs: 2 });
		if (by !== 'a place in the list')
			expect(await summaryOf([...before, failed, passed])).toMatchObject({ failed: 1, runs: 2 });
	});

	test('shards that share the key of their run are one run', async () => {
		const shards = [row(1, { testKey: 'a' }), row(1, { testKey: 'b', finishedAt: endOf(2) })];
		expect(await summariesOf(shards)).toMatchObject([
			{ testKey: 'a', runs: 1, lastSeenAt: endOf(2) },
			{ testKey: 'b', runs: 1, lastSeenAt: endOf(2) },
		]);
	});
});

describe('order', () => {
	const ends =
		(...times: string[]) =>
		(number: number) => ({ finishedAt: times[number - 1] });

	test('is that of the ends', async () => {
		expect(await summaryOf(rowsOf('F P', ends(endOf(2), endOf(1))))).toMatchObject({ failingStreak: 1 });
	});

	test('of runs that ended together is that of their numbers', async () => {
		const rows = rowsOf('P P P P P P P P P F', () => ({ finishedAt: endOf(1) }));
		expect(await summaryOf(rows)).toMatchObject({ failingStreak: 1 });
	});

	test('of runs without a number is that of their keys', async () => {
		const rows = ['b', 'a'].map((id) =>
			row(1, { runKey: `qodex:${id}`, status: id === 'b' ? 'failed' : 'passed' }),
		);
		expect(await summaryOf(rows)).toMatchObject({ failingStreak: 1 });
		expect(await summaryOf(rows.reverse())).toMatchObject({ failingStreak: 1 });
	});

	test('of a row without an end is that of its table', async () => {
		const rows = [...rowsOf('P'), row(2, { status: 'failed', finishedAt: null, createdAt: endOf(2) })];
		expect(await summaryOf(rows)).toMatchObject({ failingStreak: 1, failingSince: endOf(2) });
	});

	test('without either there is none, but the run counts', async () => {
		const rows = [...rowsOf('P'), row(2, { status: 'failed', finishedAt: null })];
		expect(await summaryOf(rows)).toMatchObject({
			runs: 2,
			failed: 1,
			failingStreak: 0,
			lastPassedAt: endOf(1),
		});
	});
});

describe('series', () => {
	test.each([
		['branches', (number: number) => ({ branch: number < 3 ? 'main' : 'topic' })],
		['a branch and none', (number: number) => ({ branch: number < 3 ? 'main' : null })],
		['environments', (number: number) => ({ environment: number < 3 ? 'staging' : 'production' })],
		['platforms', (number: number) => ({ runKey: number < 3 ? `qase:X:${number}` : `qodex:X:${number}` })],
	])('%s stay apart', async (_, facts) => {
		const found = await summariesOf(rowsOf('P F P F', facts));
		expect(found).toHaveLength(2);
		expect(found).toMatchObject([
			{ runs: 2, failingStreak: 1 },
			{ runs: 2, failingStreak: 1 },
		]);
	});

	test('groups are tests of their own', async () => {
		const rows = ['chrome', 'firefox'].map((group) => row(1, { group, testKey: `pays ${group}` }));
		expect(await summariesOf(rows)).toHaveLength(2);
	});
});

describe('flaky', () => {
	test('not by its passing neighbours', async () => {
		const rows = rowsOf('P P P F P', () => ({ commit: 'one' }));
		expect(await summaryOf(rows)).toMatchObject({ flakyRuns: 1, flakyRate: 1 / 5 });
	});

	test('no commit is not the same commit', async () => {
		expect(await summaryOf(rowsOf('P P P P F', () => ({ commit: null })))).toMatchObject({ flakyRuns: 0 });
	});

	test('a skip between looks the same', async () => {
		expect(await summaryOf(rowsOf('P S F S P P P'))).toMatchObject({ flakyRuns: 1 });
	});

	test('not where it failed twice', async () => {
		expect(await summaryOf(rowsOf('P F F P P'))).toMatchObject({ flakyRuns: 0, flakyRate: 0 });
	});

	test('not a retry in an outage', async () => {
		expect(await summaryOf([...rowsOf('P f P P P'), ...outageIn(2)])).toMatchObject({ flakyRuns: 0 });
	});
});

describe('window', () => {
	test('the newest 50 executed runs count', async () => {
		const many = rowsOf(['F', ...Array<string>(50).fill('P')].join(' '));
		expect(await summaryOf(many)).toMatchObject({ runs: 50, failed: 0 });
		expect(await summaryOf(many, 51)).toMatchObject({ runs: 51, failed: 1 });
	});

	test('skipped ones take no place in it', async () => {
		expect(await summaryOf(rowsOf('F S S P'), 2)).toMatchObject({ runs: 2, failed: 1 });
	});
});

describe('where only failures are known', () => {
	const failures = { complete: false };
	const sequence = (letters: string, facts: (number: number) => Partial<StoredRow> = () => ({})) =>
		rowsOf(letters, (number) => ({ ...failures, ...facts(number) }));

	test('a run that passed or failed without the test ends the streak, and is no pass of it', async () => {
		expect(await summaryOf(sequence('A F A F'))).toMatchObject({
			runs: 3,
			failed: 2,
			failingStreak: 1,
			lastPassedAt: null,
		});
		expect(await summaryOf(sequence('F F A'))).toMatchObject({ runs: 3, failingStreak: 0 });
	});

	test('what stands between is not flaky, since no pass was seen', async () => {
		expect(await summaryOf(sequence('F A F A A'))).toMatchObject({ runs: 5, flakyRate: 0 });
		expect(await summaryOf(sequence('F A f A A'))).toMatchObject({ runs: 5, flakyRate: 1 / 5 });
	});

	test.each(['inconclusive', 'pending'] as const)('a run that is %s is looked through', async (status) => {
		const rows = sequence('F A F').map((one) => (one.runKey === 'qase:DEMO:2' ? { ...one, status } : one));
		expect(await summaryOf(rows)).toMatchObject({ runs: 2, failingStreak: 2 });
	});

	test('so is a run with missing failures', async () => {
		const rows = sequence('F A F', (number) => (number === 2 ? { complete: null } : {}));
		expect(await summaryOf(rows)).toMatchObject({ runs: 2, failingStreak: 2 });
	});

	test('and one without a row of its own', async () => {
		const rows = [...sequence('F A F').filter(({ runKey }) => runKey !== 'qase:DEMO:2')];
		const another = row(2, { testKey: 'another', status: 'failed', ...failures });
		expect(await summaryOf([...rows, another])).toMatchObject({ runs: 2, failingStreak: 2 });
	});

	test('many failures are no outage, since nobody knows how many passed', async () => {
		const rows = [
			...sequence('P f P P P'),
			...outageIn(2, failures).filter(({ status }) => status === 'failed'),
		];
		expect(await summaryOf(rows)).toMatchObject({ flakyRuns: 1 });
	});
});

describe('state', () => {
	const repeated = (letters: string, times: number) => Array<string>(times).fill(letters).join(' ');
	test.each([
		['P', 'new'],
		['F', 'new'],
		['P F', 'failing'],
		['P F F', 'failing'],
		['P F F F', 'broken'],
		['F F F', 'broken'],
		[`${repeated('P F', 10)} F F F`, 'failing'],
		[`${repeated('P F', 10)} F F F F F`, 'broken'],
		[`${repeated('P', 8)} f P`, 'flaky'],
		[`${repeated('P', 7)} f P`, 'stable'],
		[`${repeated('P', 20)} f P`, 'stable'],
		[repeated('P', 2), 'stable'],
	])('%s', async (sequence, state) => {
		expect(await summaryOf(rowsOf(sequence))).toMatchObject({ state });
	});
});

describe('rates', () => {
	test('failures, with what they may be by chance', async () => {
		const found = await summaryOf(rowsOf('P P P F P P P P P P'));
		expect(found).toMatchObject({ failRate: 0.1, flakyRate: 0.1, impact: 1, flipRate: 2 / 9 });
		expect([found.wilsonLow, found.wilsonHigh].map((rate) => Math.round((rate as number) * 100))).toEqual([
			2, 40,
		]);
	});

	test('are not known of fewer than 5 runs', async () => {
		expect(await summaryOf(rowsOf('P f P F'))).toMatchObject({
			flakyRate: null,
			flipRate: null,
			impact: null,
		});
	});
});

describe('durations', () => {
	const taking = (...durations: Array<number | null>) =>
		rowsOf(durations.map(() => 'P').join(' '), (number) => ({ durationMs: durations[number - 1] }));

	test('of tests that passed at once', async () => {
		const rows = rowsOf('P P F f P P P', (number) => ({ durationMs: number * 100 }));
		expect(await summaryOf(rows)).toMatchObject({ p50: 500, p95: 700 });
		expect(await summaryOf(rows.slice(0, -2))).toMatchObject({ p50: null, p95: null });
	});

	test('trend: the newest 3 against those before', async () => {
		expect(await summaryOf(taking(10, 10, 10, 10, 10, 30, 15, 15))).toMatchObject({ trend: 0.5 });
		expect(await summaryOf(taking(10, 10, 10, 10, 30, 15, 15))).toMatchObject({ trend: null });
		expect(await summaryOf(taking(0, 0, 0, 0, 0, 30, 15, 15))).toMatchObject({ trend: null });
	});

	test.each<[string, Array<number | null>, boolean]>([
		['two runs much longer', [4000, 4100, 3900, 4000, 4000, 7000, 7000], true],
		['one run much longer', [4000, 4100, 3900, 4000, 4000, 4000, 9000], false],
		['less than half as long again', [4000, 4000, 4000, 4000, 4000, 5900, 5900], false],
		['less than a second more', [400, 400, 400, 400, 400, 1300, 1300], false],
		['a second more', [400, 400, 400, 400, 400, 1400, 1400], true],
		['no longer than it varies', [1000, 9000, 2000, 8000, 5000, 9500, 9500], false],
		['too few before', [4000, 4000, 4000, 4000, 9000, 9000], false],
		['an unknown one between', [4000, 4000, 4000, 4000, 4000, 9000, null, 9000], true],
	])('slower: %s', async (_, durations, slower) => {
		expect(await summaryOf(taking(...durations))).toMatchObject({ slower });
	});
});

describe('tests that are gone', () => {
	const others = (number: number, count: number) =>
		Array.from({ length: count }, (_, index) => row(number, { testKey: `other-${index}` }));

	test('a newer run that lists all of about as many tests does not have them', async () => {
		const rows = [...rowsOf('P A'), ...others(1, 3), ...others(2, 3)];
		expect(await summaryOf(rows)).toMatchObject({
			gone: true,
			lastSeenAt: endOf(1),
			lastRunKey: 'qase:DEMO:1',
		});
	});

	test.each([
		['a smoke run', [...rowsOf('P A'), ...others(1, 9), ...others(2, 3)]],
		[
			'a run of another branch',
			[...rowsOf('P'), ...others(2, 3).map((one) => ({ ...one, branch: 'topic' }))],
		],
		[
			'a run that lists only failures',
			[...rowsOf('P'), ...others(2, 3).map((one) => ({ ...one, complete: false }))],
		],
		['an older run', [...rowsOf('A P'), ...others(1, 3)]],
	])('%s says nothing about that', async (_, rows) => {
		expect(await summaryOf(rows)).toMatchObject({ gone: false });
	});
});
