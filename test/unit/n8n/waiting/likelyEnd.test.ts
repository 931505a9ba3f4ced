import type { RunFacts } from '../../../../core/model/buildRun';
import type { RunReading } from '../../../../n8n/items/contract';
import type { AwaitedRun } from '../../../../n8n/waiting/contract';
import { guesses, guessInBackground, isWorthGuessing } from '../../../../n8n/waiting/likelyEnd';
import { sampleRun } from '../../core/sampleRun';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-02T12:00:00Z');

const reading = (facts: Partial<RunFacts>): RunReading => ({ run: sampleRun(facts), raw: {} });
const running = reading({ status: 'running', startedAt: new Date(NOON), finishedAt: null });

let started = 0;
/** A run that passed within so many minutes; each starts after those made before. */
const passed = (minutes: number, facts: Partial<RunFacts> = {}) => {
	const startedAt = new Date(NOON - 7 * 24 * 60 * MINUTE + ++started * MINUTE);
	const finishedAt = new Date(startedAt.getTime() + minutes * MINUTE);
	return reading({ status: 'finished', platformVerdict: 'passed', startedAt, finishedAt, ...facts });
};

/** An awaited run whose platform lists these; `reads` counts how often. */
const awaited = (list: RunReading[] | Error, kind = '') => {
	let reads = 0;
	const run: AwaitedRun = {
		read: async () => running,
		earlier: () => ({
			...{ key: 'list', kind },
			async read() {
				reads++;
				if (list instanceof Error) throw list;
				return list.map(({ run }) => ({ run, kind: run.name ?? '' }));
			},
		}),
	};
	return { run, reads: () => reads };
};

const guessOf = async (list: RunReading[], of = running) => {
	const ms = await guesses()(awaited(list).run)(of, NOON);
	return ms === null ? null : ms / MINUTE;
};

describe('the duration of a run', () => {
	test.each<[string, number[], number | null]>([
		['of one earlier run', [20], 20],
		['the shorter of two that are close', [20, 21], 20],
		['the median, so that one that failed early does not count', [20, 1, 22, 21, 19], 20],
		['the median of the latest five', [50, 50, 50, 20, 20, 21, 21, 22], 21],
		['nothing, if two differ', [20, 30], null],
		['nothing, if most are far from the median', [5, 10, 20, 40, 80], null],
		['nothing, without earlier runs', [], null],
	])('is guessed as %s', async (_, minutes, guess) => {
		expect(await guessOf(minutes.map((one) => passed(one)))).toBe(guess);
	});

	test('comes from runs on the same branch, as far as there are any', async () => {
		const on = (branch: string, minutes: number) => passed(minutes, { branch });
		const list = [
			on('fix', 10),
			on('fix', 10),
			on('fix', 10),
			...[30, 30, 30, 30].map((one) => on('main', one)),
		];

		expect(await guessOf(list, reading({ status: 'running', branch: 'fix' }))).toBe(10);
		expect(await guessOf(list, reading({ status: 'running', branch: 'main' }))).toBe(30);
	});

	test.each<[string, Partial<RunFacts>]>([
		['was canceled', { status: 'canceled' }],
		['timed out', { status: 'timedOut' }],
		['is still running', { status: 'running' }],
		['has an unknown status', { status: 'unknown' }],
		['is inconclusive', { platformVerdict: 'inconclusive' }],
		['has no time', { startedAt: null, finishedAt: null, durationMs: null }],
		['ended before it began', { finishedAt: new Date(0) }],
	])('does not come from a run that %s', async (_, facts) => {
		expect(await guessOf([passed(20, facts)])).toBeNull();
		expect(await guessOf([passed(20, facts), passed(5)])).toBe(5);
	});

	test('comes from runs that failed as well, and from the duration alone', async () => {
		expect(await guessOf([passed(20, { platformVerdict: 'failed' })])).toBe(20);
		expect(await guessOf([passed(1, { finishedAt: null, durationMs: 9 * MINUTE })])).toBe(9);
	});

	test('comes from runs of the same kind', async () => {
		const { run } = awaited([passed(20, { name: 'Nightly' }), passed(5, { name: 'Smoke' })], 'Smoke');

		expect(await guesses()(run)(running, NOON)).toBe(5 * MINUTE);
	});
});

describe('the list', () => {
	test('is read once for all runs in it', async () => {
		const { run, reads } = awaited([passed(20)]);
		const guessFor = guesses();
		const made = await Promise.all([1, 2, 3].map(async () => await guessFor(run)(running, NOON)));

		expect(made).toEqual([20 * MINUTE, 20 * MINUTE, 20 * MINUTE]);
		expect(reads()).toBe(1);
	});

	test('is not asked for again if it cannot be read', async () => {
		const { run, reads } = awaited(new Error('no'));
		const guessFor = guesses();

		expect(await guessFor(run)(running, NOON)).toBeNull();
		expect(await guessFor(run)(running, NOON)).toBeNull();
		expect(reads()).toBe(1);
	});

	test('may be unknown, or not exist', async () => {
		const guessFor = guesses();

		expect(await guessFor({ read: async () => running, earlier: () => null })(running, NOON)).toBeNull();
		expect(await guessFor({ read: async () => running })(running, NOON)).toBeNull();
	});
});

describe('the guess is made', () => {
	test.each<[string, RunReading, number, boolean]>([
		['after a minute', running, NOON, true],
		['not earlier', running, NOON + 1, false],
		[
			'not for a run that has begun since',
			reading({ status: 'running', startedAt: new Date(NOON + 1) }),
			NOON - MINUTE,
			false,
		],
		['not before the run begins', reading({ status: 'queued', startedAt: new Date(NOON) }), NOON, false],
		['not without a start', reading({ status: 'running', startedAt: null }), NOON, false],
	])('%s', (_, { run }, since, isMade) => {
		expect(isWorthGuessing(run, since, NOON + MINUTE)).toBe(isMade);
	});

	test('once, and known to the looks after it', async () => {
		const ask = jest.fn(async () => 20 * MINUTE);
		const age = guessInBackground(ask, NOON);

		expect(age(undefined, NOON + MINUTE)).toBeUndefined();
		expect(age(running, NOON + MINUTE - 1)).toBeUndefined();
		expect(age(running, NOON + MINUTE)).toBeUndefined();
		await new Promise(setImmediate);
		expect(age(running, NOON + 2 * MINUTE)).toBe(20 * MINUTE);
		expect(ask).toHaveBeenCalledTimes(1);
	});

	test('in the age of the wait, where CI began the run later', async () => {
		const { run } = awaited([passed(20)]);

		expect(await guesses()(run)(running, NOON - 3 * MINUTE)).toBe(23 * MINUTE);
		expect(await guesses()(run)(running, NOON + 3 * MINUTE)).toBe(20 * MINUTE);
	});
});
