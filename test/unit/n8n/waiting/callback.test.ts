import type { IExecuteFunctions } from 'n8n-workflow';

import type { AwaitOperation } from '../../../../platforms/platform';
import type { AwaitedRun } from '../../../../n8n/waiting/contract';
import type { OperationCall, RunReading } from '../../../../n8n/items/contract';
import { buildRun } from '../../../../core/model/buildRun';
import type { RunStatus } from '../../../../core/model/TestRun';
import { awaitCallback } from '../../../../n8n/waiting/callback';
import { FIRST_LOOK_MS } from '../../../../n8n/waiting/callbackTimes';
import { WaitStopped } from '../../../../n8n/waiting/poll';
import type { WaitSettings } from '../../../../n8n/waiting/settings';

const reading = (status: RunStatus): RunReading => ({
	run: buildRun({ platform: 'qodex', platformName: 'Qodex', id: '1', status, platformVerdict: 'passed' }),
	raw: {},
});

/** A wait by callback that has just started its run, and what became of it. */
function begun({ started, read = reading('running') }: { started: RunStatus; read?: RunReading }) {
	const stop = new AbortController();
	const seen = { looks: 0, stored: 0 };
	const ctx = {
		evaluateExpression: () => 'https://n8n.example/webhook-waiting/1',
		getExecutionId: () => undefined,
		getNode: () => ({ id: 'n1' }),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecuteData: () => ({ data: { main: [[{ json: {} }]] } }),
		putExecutionToWait: async () => void seen.stored++,
	} as unknown as IExecuteFunctions;
	const input = { flag: () => true } as unknown as OperationCall['input'];
	const run: AwaitedRun = { started: reading(started), read: async () => (seen.looks++, read) };
	const operation = { begin: async () => run } as unknown as AwaitOperation;
	const settings = { timeoutMs: 0 } as WaitSettings;
	const item = awaitCallback({ ctx, itemIndex: 0, input, byAgent: false }, operation, settings, stop.signal);
	return { item, seen, stop: () => stop.abort() };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the run is looked at once, some seconds after its start, and then the execution is stored', async () => {
	const { item, seen } = begun({ started: 'running' });
	await jest.advanceTimersByTimeAsync(FIRST_LOOK_MS - 100);
	expect(seen).toEqual({ looks: 0, stored: 0 });
	await jest.advanceTimersByTimeAsync(200);

	expect((await item)?.json).toMatchObject({ verdict: 'pending', waiting: { runId: '1' } });
	expect(seen).toEqual({ looks: 1, stored: 1 });
});

test('a run that has ended at that look goes on, and nothing is stored', async () => {
	const { item, seen } = begun({ started: 'running', read: reading('finished') });
	await jest.advanceTimersByTimeAsync(FIRST_LOOK_MS);

	expect((await item)?.json).toMatchObject({ verdict: 'passed' });
	expect(seen).toEqual({ looks: 1, stored: 0 });
});

test('a run that has ended as the start tells is not looked at', async () => {
	const { item, seen } = begun({ started: 'finished' });

	expect((await item)?.json).toMatchObject({ verdict: 'passed' });
	expect(seen).toEqual({ looks: 0, stored: 0 });
});

test('a stopped execution does not wait for the look', async () => {
	const { item, seen, stop } = begun({ started: 'running' });
	const ended = expect(item).rejects.toBeInstanceOf(WaitStopped);
	await jest.advanceTimersByTimeAsync(100);
	stop();

	await ended;
	expect(seen).toEqual({ looks: 0, stored: 0 });
});
