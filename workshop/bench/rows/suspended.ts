/** Row 6: many executions that wait for a run, stored (mode `suspend`) or running (mode `poll`). */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { projectRoot } from '../lib/built';
import { counted, type Bench } from '../lib/figure';
import { onPlayground, rowOf, type Playground } from '../lib/playground';
import { sendAll } from '../lib/sender';

const PARALLEL = 8;
const MOST_MEGABYTES = 20;

/** The file to which n8n writes the size of its live heap (see liveHeap.cjs). */
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-live-heap-'));
const heapFile = path.join(folder, 'bytes');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Memory of n8n in megabytes. */
interface Memory {
	/** Live objects on the heap and the external memory that they hold. */
	live: number;
	/** The resident memory of the process. */
	resident: number;
}

/** What the waiting executions take, minus what the same number of ended executions takes. */
interface Held extends Memory {
	/** Requests to the platform while nothing else was done. */
	requests: number;
}

export const bench: Bench = {
	row: 6,
	title: 'Executions that wait for a run',
	async run({ quick }) {
		const how = quick
			? { count: 10, seconds: 2, quietMs: 500 }
			: { count: 1_000, seconds: 30, quietMs: 5_000 };
		const preload = path.join(projectRoot, 'workshop/bench/lib/liveHeap.cjs');
		const env = {
			NODE_OPTIONS: `--require=${preload}`,
			BENCH_LIVE_HEAP: heapFile,
			// Executions that poll would delay the shutdown of n8n by half a minute.
			N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1',
			// Without this setting n8n is busy creating virtual machines, see row 1.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		};
		const [suspended, polling] = await onPlayground(env, async (playground) => [
			await held(playground, 'suspend', how),
			await held(playground, 'poll', how),
		]);
		const what = `${how.count.toLocaleString('en')} suspended executions`;
		const comparedWith = 'the same in wait mode poll';
		const head = { row: 6, comparedWith };
		return [
			counted(
				{
					...head,
					what: `${what}, live memory of n8n more than idle`,
					unit: 'MB',
					note: 'Live memory is the heap after garbage was collected, and what its objects hold beside it. Idle is after as many executions that have ended.',
				},
				suspended.live,
				polling.live,
				{ words: `under ${MOST_MEGABYTES} MB`, holds: ({ ours }) => ours < MOST_MEGABYTES },
			),
			counted(
				{
					...head,
					what: `${what}, resident memory of n8n more than idle`,
					unit: 'MB',
					note: 'Resident memory goes up and down by itself: n8n gives back late, or not at all, what it does not need.',
				},
				suspended.resident,
				polling.resident,
			),
			counted(
				{ ...head, what: `${what}, requests within ${how.seconds} s`, unit: 'requests' },
				suspended.requests,
				polling.requests,
				{ words: 'none', holds: ({ ours }) => ours === 0 },
			),
		];
	},
};

/**
 * The number of executions, how long to measure, and how long there must be no request before all executions count as
 * waiting.
 */
interface How {
	count: number;
	seconds: number;
	quietMs: number;
}

async function held(playground: Playground, mode: string, { count, seconds, quietMs }: How): Promise<Held> {
	const { control, currents } = playground.sandbox;
	const { projectId } = currents;
	const { run: going } = await control.currents.createRun({ projectId });
	const { run: ended } = await control.currents.createRun({ projectId });
	await control.currents.finishRun({ runId: ended.runId, outcome: 'passed' });

	const hook = randomUUID();
	const { id } = await playground.client.createWorkflow(workflow(playground, hook, mode));
	await playground.client.activate(id);
	const url = `${playground.n8n.url}/webhook/${hook}`;
	const start = async (runId: string) => {
		const body = Buffer.from(JSON.stringify({ runId }));
		await sendAll(count, PARALLEL, () => ({ url, headers: { 'content-type': 'application/json' }, body }));
	};

	// Idle memory is measured after n8n has executed something.
	await start(ended.runId);
	await untilQuiet(playground, quietMs);
	const idle = await memoryOf(playground);
	await start(going.runId);
	// In wait mode `poll` there are always requests: those are what is measured.
	await (mode === 'suspend' ? untilQuiet(playground, quietMs) : sleep(2 * quietMs));
	const before = await requestsSoFar(playground);
	await sleep(seconds * 1_000);
	const requests = (await requestsSoFar(playground)) - before;
	const { live, resident } = await memoryOf(playground);
	return { live: live - idle.live, resident: resident - idle.resident, requests };
}

function workflow({ credentials }: Playground, path: string, waitMode: string) {
	return rowOf(`Await in mode ${waitMode}`, [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		},
		{
			name: 'Await Run',
			type: 'n8n-nodes-test-runs.testRun',
			parameters: {
				resource: 'currents',
				operation: 'waitForRun',
				waitBy: 'runId',
				runId: '={{ $json.body.runId }}',
				waitMode,
				timeoutMinutes: 240,
				options: waitMode === 'suspend' ? { lookAgainMinutes: 120 } : {},
			},
			credentials: { testRunCurrentsApi: credentials.testRunCurrentsApi },
		},
		{ name: 'End', type: 'n8n-nodes-base.noOp' },
	]);
}

async function requestsSoFar({ sandbox }: Playground): Promise<number> {
	return (await sandbox.control.calls({ platform: 'currents' })).length;
}

/** Waits until the platform has received no request for `quietMs` milliseconds. */
async function untilQuiet(playground: Playground, quietMs: number): Promise<void> {
	let before: number;
	let now = await requestsSoFar(playground);
	do {
		before = now;
		await sleep(quietMs);
		now = await requestsSoFar(playground);
	} while (now > before);
}

/** Reads the live heap of n8n, which makes it collect garbage, and then the memory of the process. */
async function memoryOf({ n8n }: Playground): Promise<Memory> {
	rmSync(heapFile, { force: true });
	process.kill(n8n.pid, 'SIGUSR2');
	for (const end = Date.now() + 60_000; !existsSync(heapFile); await sleep(50)) {
		if (Date.now() > end) throw new Error('n8n did not tell how large its heap is');
	}
	const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(n8n.pid)], { encoding: 'utf8' });
	return { live: Number(readFileSync(heapFile, 'utf8')) / 1024 ** 2, resident: Number(kilobytes) / 1024 };
}
