/** Row 6: many executions that wait for a run, in the mode that stores them and in the one that keeps them running. */
import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { counted, type Bench } from '../lib/figure';
import { onPlayground, rowOf, type Playground } from '../lib/playground';
import { sendAll } from '../lib/sender';
import { percentile } from '../lib/stats';

const PARALLEL = 8;
const MOST_MEGABYTES = 20;

/** What so many waiting executions take. */
interface Held {
	/** Megabytes of n8n more than when it was idle. */
	megabytes: number;
	/** The same after as many executions that did not wait. */
	megabytesOfEnded: number;
	/** Calls to the platform while nothing else was done. */
	requests: number;
}

export const bench: Bench = {
	row: 6,
	title: 'Executions that wait for a run',
	async run({ quick }) {
		const [count, seconds] = quick ? [150, 10] : [1_000, 60];
		const [suspended, polling] = await onPlayground({}, async (playground) => [
			await held(playground, 'suspend', count, seconds),
			await held(playground, 'poll', count, seconds),
		]);
		const what = `${count.toLocaleString('en')} suspended executions`;
		const comparedWith = 'the same in wait mode poll';
		return [
			counted(
				{
					row: 6,
					what: `${what}, memory of n8n more than idle`,
					comparedWith,
					unit: 'MB',
					note: `As many executions that ended at once had left n8n ${Math.round(suspended.megabytesOfEnded)} MB larger: it gives back what it does not need late, or not at all.`,
				},
				suspended.megabytes,
				polling.megabytes,
				{ words: `under ${MOST_MEGABYTES} MB`, holds: ({ ours }) => ours < MOST_MEGABYTES },
			),
			counted(
				{ row: 6, what: `${what}, requests within ${seconds} s`, comparedWith, unit: 'requests' },
				suspended.requests,
				polling.requests,
				{ words: 'none', holds: ({ ours }) => ours === 0 },
			),
		];
	},
};

async function held(playground: Playground, mode: string, count: number, seconds: number): Promise<Held> {
	const { control, currents } = playground.sandbox;
	const { projectId } = currents;
	const { run: going } = await control.currents.createRun({ projectId });
	const { run: ended } = await control.currents.createRun({ projectId });
	await control.currents.finishRun({ runId: ended.runId, outcome: 'passed' });

	const path = randomUUID();
	const { id } = await playground.client.createWorkflow(workflow(playground, path, mode));
	await playground.client.activate(id);
	const url = `${playground.n8n.url}/webhook/${path}`;
	const start = async (runId: string) => {
		const body = Buffer.from(JSON.stringify({ runId }));
		await sendAll(count, PARALLEL, () => ({ url, headers: { 'content-type': 'application/json' }, body }));
	};

	// Idle means an n8n that has worked.
	await start(ended.runId);
	await untilQuiet(playground);
	const afterFirst = await memoryOf(playground, seconds / 2);
	await start(ended.runId);
	await untilQuiet(playground);
	const idle = await memoryOf(playground, seconds / 2);
	await start(going.runId);
	// In wait mode poll it never is quiet: what is asked now and then is what is measured.
	await (mode === 'suspend' ? untilQuiet(playground) : sleep(10_000));
	const before = await requestsSoFar(playground);
	const megabytes = (await memoryOf(playground, seconds)) - idle;
	const requests = (await requestsSoFar(playground)) - before;
	return { megabytes, megabytesOfEnded: idle - afterFirst, requests };
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

/** Until the platform has not been asked anything for five seconds. */
async function untilQuiet(playground: Playground): Promise<void> {
	let before: number;
	let now = await requestsSoFar(playground);
	do {
		before = now;
		await sleep(5_000);
		now = await requestsSoFar(playground);
	} while (now > before);
}

/** Resident megabytes of n8n over so many seconds; low ones, since what is freed is given back now and then. */
async function memoryOf({ n8n }: Playground, seconds: number): Promise<number> {
	const samples: number[] = [];
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(500)) {
		const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(n8n.pid)], { encoding: 'utf8' });
		samples.push(Number(kilobytes) / 1024);
	}
	return percentile(samples, 0.1);
}
