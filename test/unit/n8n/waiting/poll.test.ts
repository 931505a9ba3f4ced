import type { INode } from 'n8n-workflow';

import type { RunReading } from '../../../../n8n/items/contract';
import type { RunFacts } from '../../../../core/model/buildRun';
import type { RunStatus } from '../../../../core/model/TestRun';
import { platformError } from '../../../../n8n/transport/errors';
import type { Fault } from '../../../../n8n/transport/fault';
import { atLimit, hasEnded, pollRun, WaitStopped, type PollSettings } from '../../../../n8n/waiting/poll';
import { sampleRun } from '../../core/sampleRun';

const node = { name: 'Test Run', type: 'testRun', typeVersion: 1, parameters: {} } as unknown as INode;
const service = {
	name: 'Example',
	credential: 'x',
	secretFields: [],
	baseUrl: () => '',
	errorText: () => null,
};
const call = { purpose: 'read the run', method: 'GET', path: '/', pick: (json: unknown) => json } as const;

const errorOf = (fault: Fault) => platformError(node, service, call, fault, {}, 0);
const passing = errorOf({ kind: 'refused', status: 503, words: null, retryAfter: undefined });
const final = errorOf({ kind: 'refused', status: 404, words: null, retryAfter: undefined });

const reading = (status: RunStatus, facts: Partial<RunFacts> = {}): RunReading => ({
	run: sampleRun({ id: '1', status, platformVerdict: 'passed', ...facts }),
	raw: { status },
});

/** A run that is read as these, one after the other, the last for ever. */
function runOf(...steps: Array<RunStatus | Error>) {
	let looks = 0;
	const read = async () => {
		const step = steps[Math.min(looks++, steps.length - 1)]!;
		if (step instanceof Error) throw step;
		return reading(step);
	};
	return { read, looks: () => looks };
}

const quick: PollSettings = { timeoutMs: 60_000, pace: { shortestMs: 1, longestMs: 1 } };
const noTime: PollSettings = { ...quick, timeoutMs: 0 };

describe('polling a run', () => {
	test.each<[string, Array<RunStatus | Error>, RunStatus, number]>([
		['has ended at once', ['finished'], 'finished', 1],
		['ends later', ['queued', 'running', 'finished'], 'finished', 3],
		['is canceled', ['running', 'canceled'], 'canceled', 2],
		['times out', ['running', 'timedOut'], 'timedOut', 2],
		['has a status nobody knows for a while', ['unknown', 'finished'], 'finished', 2],
		['cannot be read for a while', [passing, 'running', passing, passing, 'finished'], 'finished', 5],
	])('goes on until it ends, when it %s', async (_, steps, status, looks) => {
		const run = runOf(...steps);

		expect((await pollRun(run, quick)).raw).toEqual({ status });
		expect(run.looks()).toBe(looks);
	});

	test.each([
		['the platform refuses', final],
		['anything else is wrong', new Error('broken')],
	])('does not wait when %s', async (_, error) => {
		const run = runOf('running', error);

		await expect(pollRun(run, quick)).rejects.toBe(error);
		expect(run.looks()).toBe(2);
	});
});

describe('past the time limit a run', () => {
	test.each<[RunStatus, string]>([
		['running', 'The run is still running after the time limit of 0 minutes.'],
		['queued', 'The run is still queued after the time limit of 0 minutes.'],
		['unknown', 'The run has not ended, according to its status after the time limit of 0 minutes.'],
	])('that is %s is inconclusive, and its reason says so', async (status, verdictReason) => {
		const { run, raw } = atLimit(await pollRun(runOf(status), noTime), 0);

		expect(run).toMatchObject({ status, verdict: 'inconclusive', verdictReason });
		expect(raw).toEqual({ status });
	});

	test('is looked at once more, for it may have ended', async () => {
		jest.useFakeTimers();
		try {
			const run = runOf('running', 'running', 'finished');
			const pace = { shortestMs: 20_000, longestMs: 20_000 };
			const waiting = pollRun(run, { timeoutMs: 30_000, pace });
			await jest.advanceTimersByTimeAsync(31_000);

			expect((await waiting).run.verdict).toBe('passed');
			expect(run.looks()).toBe(3);
		} finally {
			jest.useRealTimers();
		}
	});

	test.each([
		['was read before', runOf('running', passing)],
		['was started by this wait', { ...runOf(passing), started: reading('running') }],
	])('that %s is told as it was then', async (_, run) => {
		const settings = { timeoutMs: 20, pace: { shortestMs: 5, longestMs: 5 } };
		const { verdict, verdictReason } = atLimit(await pollRun(run, settings), 20).run;

		expect(verdict).toBe('inconclusive');
		expect(verdictReason).toMatch(/^The run is still running after .* The last read failed\. Could not read/);
	});

	test('that could never be read is an error', async () => {
		await expect(pollRun(runOf(passing), noTime)).rejects.toBe(passing);
	});
});

describe('a platform that asks for patience', () => {
	const busy = errorOf({ kind: 'refused', status: 429, words: null, retryAfter: '90' });

	test.each([
		[600_000, 89_000, 91_000],
		[60_000, 59_000, 61_000],
	])('gets it, within a limit of %d ms', async (timeoutMs, notYet, then) => {
		jest.useFakeTimers();
		try {
			const run = runOf('running', busy, 'finished');
			const waiting = pollRun(run, { timeoutMs, pace: { shortestMs: 1, longestMs: 1 } });
			await jest.advanceTimersByTimeAsync(notYet);
			expect(run.looks()).toBe(2);
			await jest.advanceTimersByTimeAsync(then - notYet);

			expect((await waiting).run.status).toBe('finished');
		} finally {
			jest.useRealTimers();
		}
	});
});

test('a wait may have enough before the run has ended', async () => {
	const run = runOf('queued', 'running', 'finished');
	const isEnough = (seen: RunReading) => seen.run.status === 'running';

	expect((await pollRun(run, { ...quick, isEnough })).run.status).toBe('running');
});

describe('a wait that is stopped', () => {
	const slow = { shortestMs: 600_000, longestMs: 600_000 };

	test('ends at once', async () => {
		const stop = new AbortController();
		const run = runOf('running');
		const waiting = pollRun(run, { timeoutMs: 600_000, pace: slow, signal: stop.signal });
		while (run.looks() === 0) await new Promise(setImmediate);
		stop.abort();

		await expect(waiting).rejects.toBeInstanceOf(WaitStopped);
		expect(run.looks()).toBe(1);
	});

	test('before it began looks once and no more', async () => {
		const run = runOf('running');
		const settings = { timeoutMs: 600_000, pace: slow, signal: AbortSignal.abort() };

		await expect(pollRun(run, settings)).rejects.toBeInstanceOf(WaitStopped);
		expect(run.looks()).toBe(1);
	});
});

describe('the interval', () => {
	test('grows with the age of a run that began long before the wait', async () => {
		jest.useFakeTimers();
		try {
			const startedAt = new Date(Date.now() - 5 * 60_000);
			let looks = 0;
			const read = async () => (looks++, reading('running', { startedAt }));
			const settings = { timeoutMs: 600_000, pace: { shortestMs: 1_000, longestMs: 60_000 } };
			const stop = new AbortController();
			const waiting = pollRun({ read }, { ...settings, signal: stop.signal }).catch(() => 'stopped');

			await jest.advanceTimersByTimeAsync(26_000);
			expect(looks).toBe(1);
			await jest.advanceTimersByTimeAsync(5_000);
			expect(looks).toBe(2);

			stop.abort();
			expect(await waiting).toBe('stopped');
		} finally {
			jest.useRealTimers();
		}
	});
});

test.each<[RunStatus, boolean]>([
	['queued', false],
	['running', false],
	['unknown', false],
	['finished', true],
	['canceled', true],
	['timedOut', true],
])('a run that is %s has ended: %j', (status, ended) => {
	expect(hasEnded(reading(status).run)).toBe(ended);
});
