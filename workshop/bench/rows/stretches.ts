/**
 * Row 10: how long our code blocks the event loop, and with it everything else in n8n: for a very large number of
 * failures, and for a very long body from an unverified sender.
 */
import '../lib/engine';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import type * as GateNode from '../../../nodes/TestRunGate/TestRunGate.node';
import type * as ReportNode from '../../../nodes/TestRunReport/TestRunReport.node';
import type * as Comparison from '../../../platforms/shared/comparison';
import type * as Instances from '../../../platforms/currents/instances';
import type { Deliveries, Delivery } from '../../../n8n/webhooks/contract';
import type { TestRun } from '../../../core/model/TestRun';
import { nodeRun } from '../../../test/engine/harness/node-run';
import { forgetSecrets } from '../../../test/engine/harness/secrets';
import type * as GivingWay from '../../../n8n/givingWay';
import { built } from '../lib/built';
import { failureFacts } from '../lib/failures';
import { alone, atMost, type Bench } from '../lib/figure';
import { madeFailures, runWith } from '../lib/runs';
import { longestStretch } from '../lib/stretch';

const MANY = 10_000;
const LONG_BODY = 16 * 1024 ** 2;
const PLACE = { projectId: 'bench', dashboard: 'https://app.currents.dev', buildId: null };
const LONGEST = atMost(50, 'ms');
const NOTE =
	'In CPU time, the collection of garbage included. What n8n itself does with items, answers and bodies before and after does not count.';

const { TestRunGate } = built<typeof GateNode>('nodes/TestRunGate/TestRunGate.node');
const { TestRunReport } = built<typeof ReportNode>('nodes/TestRunReport/TestRunReport.node');
const { comparedRun } = built<typeof Comparison>('platforms/shared/comparison');
const { instanceFailures } = built<typeof Instances>('platforms/currents/instances');
const { givingWay } = built<typeof GivingWay>('n8n/givingWay');

interface Job {
	what: string;
	/**
	 * Prepares the job and returns a function that runs it once and returns the longest time without a turn for others.
	 */
	prepare(): () => Promise<number>;
}

const jobs: Job[] = [
	{
		what: 'Reading a spec file with 10,000 failures',
		prepare() {
			const instance = longInstance();
			return async () => await longestStretch(() => instanceFailures(instance, PLACE, givingWay()));
		},
	},
	{
		what: 'Comparing 10,000 failures with 10,000 others',
		prepare() {
			const [current, previous] = [
				runWith(madeFailures(MANY)),
				runWith(madeFailures(MANY * 1.5).slice(MANY / 2)),
			];
			const comparable = (run: TestRun) => ({ run, statusesOf: async () => new Map<string, null>() });
			return async () =>
				await longestStretch(async () => await comparedRun(comparable(current), [comparable(previous)]));
		},
	},
	nodeJob('Gate over 10,000 failures', new TestRunGate(), {
		rules: { maxFailures: 10, ignoreTests: '*customer 1?\nShop > Cart 7*\ntests/legacy/*' },
	}),
	...['slack', 'teams', 'discord', 'markdown', 'jira', 'html', 'junit', 'text'].map((format) =>
		nodeJob(`Report on 10,000 failures as ${format}`, new TestRunReport(), {
			format,
			options: { maxFailures: MANY, includeStack: true },
		}),
	),
	nodeJob('Jira tickets for 10,000 failures', new TestRunReport(), {
		format: 'jira',
		reportPer: 'failure',
		options: { maxFailures: MANY },
	}),
	...['qodex', 'preclinical'].map(strangerJob),
];

export const bench: Bench = {
	row: 10,
	title: 'The longest stretch without a turn for others',
	async run({ quick }) {
		const figures = [];
		for (const { what, prepare } of jobs) {
			const measure = prepare();
			const values: number[] = [];
			for (let warmUp = 0; warmUp < 2; warmUp++) await measure();
			while (values.length < (quick ? 5 : 25)) values.push(await measure());
			figures.push(alone({ row: 10, what, unit: 'ms', note: NOTE }, values, LONGEST));
		}
		return figures;
	},
};

/** Measures a node with a run that has a very large number of failures, without the engine around it. */
function nodeJob(what: string, node: INodeType, parameters: INodeParameters): Job {
	return {
		what,
		prepare() {
			const items = [runWith(madeFailures(MANY)) as TestRun & IDataObject];
			return async () => {
				let longest = 0;
				const watched = Object.create(node, {
					execute: {
						async value(this: IExecuteFunctions) {
							let output;
							longest = await longestStretch(async () => (output = await node.execute?.call(this)));
							return output;
						},
					},
				}) as INodeType;
				const { error } = await nodeRun({ node: watched, parameters, items });
				// The harness keeps all that came out for its search for secrets.
				forgetSecrets();
				if (error) throw error;
				return longest;
			};
		},
	};
}

/** Measures what is done with a body before the platform has confirmed the run in it. */
function strangerJob(platform: string): Job {
	return {
		what: `16 MB from somebody unknown to the trigger of ${platform}`,
		prepare() {
			const { identify } = built<Deliveries>(`platforms/${platform}/deliveries`);
			const delivery = strangersDelivery();
			return async () => await longestStretch(() => identify?.(delivery, { projectId: 'bench' }));
		},
	};
}

/** A body with as many small entries as fit, and the fields that both platforms look for. */
function strangersDelivery(): Delivery {
	const ids = { event: 'test_run_completed', testRunId: '1', test_run: { id: '1' } };
	const entries = Array.from({ length: LONG_BODY / 16 }, (_, serial) => ({ a: serial % 1_000_000 }));
	const rawBody = Buffer.from(JSON.stringify({ ...ids, entries }));
	const body = JSON.parse(rawBody.toString()) as IDataObject;
	return { rawBody, body, headers: {}, query: {}, receivedAt: new Date().toISOString() };
}

/** A spec file in the shape of Currents, in which all tests have failed. */
function longInstance() {
	const tests = failureFacts(MANY).map(({ title, suite, message, stack }, serial) => ({
		testId: String(serial),
		title: [String(suite), title],
		state: 'failed',
		displayError: message,
		attempts: [{ state: 'failed', error: { message, stack } }],
	}));
	return { instanceId: 'bench', spec: 'tests/cart.spec.ts', results: { tests } };
}
