import { getEventListeners } from 'node:events';

import { pause } from '../../../../n8n/transport/pause';

describe('pause', () => {
	test.each([undefined, new AbortController().signal])('waits to the end', async (signal) => {
		expect(await pause(5, signal)).toBe(true);
	});

	test('of no length is over at once', async () => {
		expect(await pause(0)).toBe(true);
		expect(await pause(-5, new AbortController().signal)).toBe(true);
	});

	test('does not begin when the execution is stopped already', async () => {
		expect(await pause(600_000, AbortSignal.abort())).toBe(false);
	});

	test('ends at once when the execution is stopped, though no timer has fired', async () => {
		jest.useFakeTimers();
		try {
			const stop = new AbortController();
			const paused = pause(600_000, stop.signal);
			stop.abort();

			expect(await paused).toBe(false);
		} finally {
			jest.useRealTimers();
		}
	});

	test('shares one listener with all pauses of an execution, at the same time or later', async () => {
		const stop = new AbortController();
		await Promise.all([pause(1, stop.signal), pause(1, stop.signal)]);
		const paused = [pause(600_000, stop.signal), pause(600_000, stop.signal)];

		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		stop.abort();
		expect(await Promise.all(paused)).toEqual([false, false]);
	});

	test('shares one timer with all long pauses of an execution, and each ends at its time', async () => {
		jest.useFakeTimers();
		try {
			const { signal } = new AbortController();
			const over: number[] = [];
			for (const ms of [900, 1_200, 600_000]) void pause(ms, signal).then(() => over.push(ms));
			expect(jest.getTimerCount()).toBe(1);

			await jest.advanceTimersByTimeAsync(890);
			expect(over).toEqual([]);
			await jest.advanceTimersByTimeAsync(20);
			expect(over).toEqual([900]);
			await jest.advanceTimersByTimeAsync(300);
			expect(over).toEqual([900, 1_200]);
		} finally {
			jest.useRealTimers();
		}
	});

	test('goes on after each part of a long pause', async () => {
		jest.useFakeTimers();
		try {
			const paused = pause(1_700);
			let isOver = false;
			void paused.then(() => (isOver = true));

			await jest.advanceTimersByTimeAsync(1_690);
			expect(isOver).toBe(false);
			await jest.advanceTimersByTimeAsync(20);
			expect(isOver).toBe(true);
		} finally {
			jest.useRealTimers();
		}
	});
});
