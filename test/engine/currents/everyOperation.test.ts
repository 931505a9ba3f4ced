/** What holds for each operation alike: refusals, several items, Continue On Fail, secrets. */
import type { INodeParameters } from 'n8n-workflow';

import { currents as platform } from '../../../platforms/currents';
import { logs } from '../harness';
import { complaint, project, PROJECT, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

/** An operation with valid parameters, and the purpose that its complaints name. */
interface Case {
	parameters: () => Promise<INodeParameters>;
	purpose: string;
	/** Asks Currents to change something. */
	writes?: true;
}

const aRun = async () => ({ runId: (await currents.endedRun({}, { outcome: 'failed' })).runId });
const aGoingRun = async () => ({
	runId: (await currents.control().createRun({ projectId: PROJECT })).run.runId,
});
const aHook = async () => {
	const hook = { projectId: PROJECT, url: 'https://n8n.example.com/x', hookEvents: ['RUN_FINISH' as const] };
	return { webhookId: (await currents.control().addWebhook(hook)).hookId };
};
const aGithubRun = async () => {
	await currents.control().createRun({ projectId: PROJECT, githubRunId: '4711', githubRunAttempt: 1 });
	return { githubRunId: '4711' };
};

const cases: Record<string, Case> = {
	cancelRun: { parameters: aGoingRun, purpose: 'cancel the run', writes: true },
	cancelRunByGithub: { parameters: aGithubRun, purpose: 'cancel the run', writes: true },
	compareRuns: { parameters: aRun, purpose: 'read the run' },
	createWebhook: {
		parameters: async () => ({ projectId: project(), url: 'https://n8n.example.com/x' }),
		purpose: 'create the webhook',
		writes: true,
	},
	deleteRun: { parameters: aRun, purpose: 'delete the run', writes: true },
	deleteWebhook: { parameters: aHook, purpose: 'delete the webhook', writes: true },
	findRun: {
		parameters: async () => ({ projectId: project(), branch: 'main' }),
		purpose: 'find the run',
	},
	getManyFailures: { parameters: aRun, purpose: 'read the run' },
	getManyProjects: { parameters: async () => ({}), purpose: 'list the projects' },
	getManyRuns: { parameters: async () => ({ projectId: project(), limit: 1 }), purpose: 'list the runs' },
	getManyWebhooks: {
		parameters: async () => ({ projectId: project() }),
		purpose: 'list the webhooks',
	},
	getRun: { parameters: aRun, purpose: 'read the run' },
	getWebhook: { parameters: aHook, purpose: 'read the webhook' },
	resetRun: {
		parameters: async () => ({ ...(await aRun()), options: { machineIds: 'chromium-machine-1' } }),
		purpose: 'reset the run',
		writes: true,
	},
	updateWebhook: {
		parameters: async () => ({ ...(await aHook()), updateFields: { label: 'x' } }),
		purpose: 'update the webhook',
		writes: true,
	},
	waitForRun: { parameters: aRun, purpose: 'read the run' },
};

const operations = Object.entries(cases);

test('every operation of Currents is in the table', () => {
	expect(platform.operations.map(({ value }) => value).sort()).toEqual(Object.keys(cases).sort());
});

describe.each(operations)('%s', (operation, { parameters, purpose, writes }) => {
	test('works', async () => {
		const run = await currents.run(operation, await parameters());

		expect(run.error).toBeNull();
		expect(run.status).toBe('success');
		expect(run.outputs[0]?.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	test('names what it could not do, and why', async () => {
		const given = await parameters();
		const refused = async (options: object) =>
			complaint(await currents.run(operation, given, options)).message;

		expect(await refused({ apiKey: 'a-wrong-placeholder-key' })).toBe(
			`Could not ${purpose}: Currents did not accept the key (HTTP 401)`,
		);
		expect(await refused({ baseUrl: 'http://127.0.0.1:1/v1' })).toBe(
			`Could not ${purpose}: Currents could not be reached, the connection was refused`,
		);
		expect(await refused({ baseUrl: 'localhost/v1' })).toContain(
			"'Base URL' must begin with http:// or https://",
		);
		await currents.fault({ times: 9, fault: { kind: 'status', status: 500 } });
		expect(await refused({})).toBe(`Could not ${purpose}: Currents could not carry it out (HTTP 500)`);
	});

	test(writes ? 'is refused with a read-only key' : 'works with a read-only key', async () => {
		const apiKey = currents.sandbox().currents.readOnlyApiKey;

		const run = await currents.run(operation, await parameters(), { apiKey });

		if (writes) {
			expect(complaint(run)).toEqual({
				message: `Could not ${purpose}: Currents does not allow it with this key (HTTP 403)`,
				description: expect.stringContaining('Make a Read & Write key'),
			});
		} else {
			expect(run.status).toBe('success');
		}
	});

	test('goes on with the other items on Continue On Fail, each paired with the one it comes from', async () => {
		const given = await parameters();
		await currents.fault({ fault: { kind: 'status', status: 400 } });

		const items = [{ n: 0 }, { n: 1 }];
		const run = await currents.run(operation, given, { items, continueOnFail: true });

		const [first, ...others] = run.outputs[0]!;
		expect(run.status).toBe('success');
		expect(others.every(({ pairedItem }) => (pairedItem as { item: number }).item === 1)).toBe(true);
		expect(first).toMatchObject({ pairedItem: { item: 0 } });
		expect(first!.json).toEqual({ error: expect.stringMatching(/^Could not .* \(HTTP 400\)$/) });
		expect(others.length).toBeGreaterThan(0);
		expect(others.every(({ json }) => json.error === undefined)).toBe(true);
	});

	test('without Continue On Fail stops at the item that fails, and says which', async () => {
		const given = await parameters();
		await currents.fault({ times: 9, fault: { kind: 'status', status: 400 } });

		const run = await currents.run(operation, given, { items: [{}, {}] });

		expect(run).toMatchObject({ status: 'error', error: { context: { itemIndex: 0 } } });
	});

	test('never shows the key, whatever Currents answers', async () => {
		const { apiKey } = currents.sandbox().currents;
		const given = await parameters();
		for (const status of [400, 401, 403, 404, 422, 500]) {
			const body = { status: 'FAILED', error: `Key ${apiKey} (${encodeURIComponent(apiKey)}) is odd` };
			await currents.fault({ fault: { kind: 'status', status, body } });

			const run = await currents.run(operation, given, { continueOnFail: status === 400 });

			const { error } = run;
			expect(run.stored).toMatch(/Could not|already/);
			for (const text of [run.stored, logs.text(), JSON.stringify([error, error?.message, error?.stack])]) {
				expect(text).not.toContain(apiKey);
			}
			await currents.sandbox().control.clearFaults();
		}
	});
});
