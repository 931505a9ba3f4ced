/** What a cursor makes of the runs that it is shown, one after the other. */
import type { RunStatus } from '../../../../core/model/TestRun';
import type { PolledRun } from '../../../../n8n/polling/contract';
import {
	miss,
	MOST_ENDED,
	MOST_OPEN,
	MOST_QUEUED,
	observe,
	seeded,
	trim,
} from '../../../../n8n/polling/cursor';

const VIEW = {
	now: 1_000_000,
	latestOrder: Infinity,
	wanted: ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'] as const,
};
const view = { ...VIEW, wanted: [...VIEW.wanted] };
const DAY = 24 * 3_600_000;

function run(id: string, status: RunStatus, order: number | null = 10, content = ''): PolledRun {
	const facts = { platform: 'x', platformName: 'X', id, status };
	return { id, order, facts, raw: {}, owner: '', content };
}

const empty = () => seeded('x', { runs: [], hint: null, isAll: true }, [], view);

describe('runs that are shown one after the other', () => {
	test.each<[string, PolledRun[], string[]]>([
		['goes on', [run('a', 'running')], ['RUN_START']],
		['goes on and on', [run('a', 'queued'), run('a', 'running')], ['RUN_START']],
		['ends', [run('a', 'running'), run('a', 'finished')], ['RUN_START', 'RUN_FINISH']],
		['has ended when it is first seen', [run('a', 'finished')], ['RUN_START', 'RUN_FINISH']],
		['is shown as ended twice', [run('a', 'finished'), run('a', 'finished')], ['RUN_START', 'RUN_FINISH']],
		['times out', [run('a', 'timedOut')], ['RUN_START', 'RUN_TIMEOUT']],
		['is canceled', [run('a', 'canceled')], ['RUN_START', 'RUN_CANCELED']],
		['has a status that nobody knows', [run('a', 'unknown')], ['RUN_START']],
		[
			'is reset and ends as before',
			[run('a', 'finished', 10, 'x'), run('a', 'running'), run('a', 'finished', 10, 'x')],
			['RUN_START', 'RUN_FINISH'],
		],
		[
			'is reset and ends with other counts',
			[run('a', 'finished', 10, 'x'), run('a', 'running'), run('a', 'finished', 10, 'y')],
			['RUN_START', 'RUN_FINISH', 'RUN_FINISH'],
		],
		[
			'has other counts, since it was reset between two polls',
			[run('a', 'finished', 10, 'x'), run('a', 'finished', 10, 'y')],
			['RUN_START', 'RUN_FINISH', 'RUN_FINISH'],
		],
	])('one that %s', (_, shown, events) => {
		const cursor = empty();
		for (const one of shown) expect(observe(cursor, one, view)).toBe(true);
		expect(cursor.queue.map(({ event }) => event)).toEqual(events);
	});
});

test('an event that is not wanted is not queued', () => {
	const cursor = empty();
	observe(cursor, run('a', 'finished'), { ...view, wanted: ['RUN_CANCELED'] });
	expect(cursor.queue).toEqual([]);
	expect([...cursor.ended.keys()]).toEqual(['a']);
});

test('a run that is older than all that is remembered was handled; one that goes on is followed without a start', () => {
	const cursor = seeded('x', { runs: [run('a', 'finished', 10)], hint: null, isAll: false }, [], view);
	observe(cursor, run('old', 'finished', 9), view);
	observe(cursor, run('reset', 'running', 9), view);
	expect(cursor.queue).toEqual([]);
	observe(cursor, run('reset', 'finished', 9), view);
	expect(cursor.queue.map(({ event }) => event)).toEqual(['RUN_FINISH']);
});

test('the mark does not pass a time stamp in the future', () => {
	const cursor = empty();
	observe(cursor, run('a', 'finished', 5_000_000), { ...view, latestOrder: 2_000_000 });
	expect(cursor.mark).toBe(2_000_000);
});

test('a run that is not found twice in a row is not followed any more', () => {
	const cursor = empty();
	observe(cursor, run('a', 'running'), view);
	miss(cursor, 'a');
	observe(cursor, run('a', 'running'), view);
	miss(cursor, 'a');
	expect(cursor.open.size).toBe(1);
	miss(cursor, 'a');
	expect(cursor.open.size).toBe(0);
});

test('no run is observed for which there is no room', () => {
	const cursor = empty();
	const taken = Array.from({ length: MOST_QUEUED }, (_, index) =>
		observe(cursor, run(String(index), 'finished', index), view),
	);
	expect(taken.filter(Boolean)).toHaveLength(MOST_QUEUED / 2);
	expect(cursor.queue).toHaveLength(MOST_QUEUED);
	expect(cursor.mark).toBe(MOST_QUEUED / 2 - 1);
});

test('the oldest are forgotten', () => {
	const cursor = empty();
	for (let index = 0; index < MOST_OPEN + 5; index++) {
		observe(cursor, run(`open${index}`, 'running', 1_000 + index), { ...view, wanted: [] });
	}
	for (let index = 0; index < MOST_ENDED + 5; index++) {
		observe(cursor, run(`ended${index}`, 'finished', index), { ...view, wanted: [] });
	}
	expect(trim(cursor, view.now)).toEqual(['open0', 'open1', 'open2', 'open3', 'open4']);
	expect(cursor.open.size).toBe(MOST_OPEN);
	expect(cursor.ended.size).toBe(MOST_ENDED);
	expect(cursor.ended.has('ended4')).toBe(false);
	expect(cursor.ended.has('ended5')).toBe(true);
});

test('a run that has not ended for 30 days is not followed any more', () => {
	const cursor = empty();
	observe(cursor, run('a', 'running'), view);
	expect(trim(cursor, view.now + 29 * DAY)).toEqual([]);
	expect(trim(cursor, view.now + 31 * DAY)).toEqual(['a']);
});
