/** Where a run can be read and its failures cannot, the run stands as it was read. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { Sandbox } from '../../workshop/sandbox';
import { SECRET } from '../fuzz/senders';
import { deliver, nodeRun } from './harness';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

/** A failed run of a platform that reads failures apart from the run. */
interface Case {
	/** Path of what tells the failures. */
	failuresAt: string;
	/** Makes the run; gives what names it, and what is delivered about it. */
	make(sandbox: Sandbox): Promise<{ parameters: INodeParameters; body: object; id: string }>;
	trigger?: INodeParameters;
	proof: { headers: Record<string, string>; query?: Record<string, string> };
}

const inProject = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const cases: Record<'currents' | 'qase' | 'preclinical', Case> = {
	currents: {
		failuresAt: '/instances',
		async make({ control: { currents } }) {
			const { runId } = (await currents.createRun({ projectId: 'shop01', deliver: false })).run;
			await currents.finishRun({ runId, outcome: 'failed', deliver: false });
			const [body] = await currents.deliveryBodies({ runId, event: 'RUN_FINISH' });
			return { parameters: { runId }, body: body as object, id: runId };
		},
		trigger: { projectId: inProject('shop01') },
		proof: { headers: { 'x-test-runs-secret': SECRET } },
	},
	qase: {
		failuresAt: '/v1/result',
		async make({ control: { qase } }) {
			const about = { project: 'SHOP', deliver: false } as const;
			const { id: runId } = (await qase.createRun({ ...about, title: 'Checkout' })).run;
			await qase.finishRun({ ...about, runId, outcome: 'failed' });
			const body = await qase.deliveryBody({ project: 'SHOP', runId, event: 'run.completed' });
			const parameters = { projectCode: inProject('SHOP'), runId: inProject(String(runId)) };
			return { parameters, body: body as object, id: String(runId) };
		},
		proof: { headers: { 'x-qase-secret': SECRET } },
	},
	preclinical: {
		failuresAt: '/scenario-runs',
		async make({ control: { preclinical } }) {
			const { id: runId } = await preclinical.createRun({ scenarios: 4 });
			await preclinical.finishRun({ runId, outcome: 'completed', failures: 1 });
			const body = await preclinical.deliveryBody({ runId });
			return { parameters: { runId }, body: body as object, id: runId };
		},
		proof: { headers: {}, query: { token: SECRET } },
	},
};

const names = Object.keys(cases) as Array<keyof typeof cases>;

function settings() {
	const entered = Object.entries(credentialsFor(sandbox())).map(
		([type, data]) => [type, { ...data, webhookSecret: SECRET }] as const,
	);
	return { credentials: Object.fromEntries(entered), credentialTypes };
}

/** What is left of a run whose failures cannot be read. */
const standing = (id: string) => ({
	id,
	status: 'finished',
	verdict: 'failed',
	doubt: null,
	failures: null,
	failuresNote: expect.stringMatching(/Could not .*\(HTTP 403\)\.$/),
});

async function spoilt(name: keyof typeof cases) {
	const made = await cases[name].make(sandbox());
	const fault = { kind: 'status' as const, status: 403 };
	const match = { path: cases[name].failuresAt };
	await sandbox().control.addFault({ platform: name, match, times: 99, fault });
	return made;
}

const run = async (resource: string, operation: string, parameters: INodeParameters) =>
	await nodeRun({ node: new TestRun(), parameters: { resource, operation, ...parameters }, ...settings() });

describe.each(names)('%s', (name) => {
	test.each([
		['getRun', {}],
		['waitForRun', { waitMode: 'poll', timeoutMinutes: 1 }],
	] as const)('%s gives the run, with a note', async (operation, more) => {
		const { parameters, id } = await spoilt(name);
		const options = { includeFailures: 5 };
		const { error, json } = await run(name, operation, { ...parameters, ...more, options });

		expect(error).toBeNull();
		expect(json).toMatchObject([standing(id)]);
	});

	test('a delivery gives the run, with a note', async () => {
		const { body, id } = await spoilt(name);
		const { items } = await deliver({
			node: new TestRunTrigger(),
			parameters: {
				platform: name,
				events: ['RUN_FINISH'],
				options: { includeFailures: 5 },
				...cases[name].trigger,
			},
			...settings(),
			staticData: { webhookId: 'h', webhookUrl: 'http://localhost:5678/x', scope: 'shop01', secret: SECRET },
			workflowId: `unreadable-${name}`,
			...cases[name].proof,
			body: JSON.stringify(body),
		});

		expect((items?.[0]?.json as IDataObject).run).toMatchObject(standing(id));
	});

	test.each(['getManyFailures', 'compareRuns'])('%s, which needs them, is an error', async (operation) => {
		const { parameters: earlier } = await cases[name].make(sandbox());
		const { parameters } = await spoilt(name);
		const { error } = await run(name, operation, {
			...parameters,
			compareWith: 'run',
			previousRunId: earlier.runId,
		});

		expect(error?.message).toMatch(/^Could not .*\(HTTP 403\)$/);
	});
});
