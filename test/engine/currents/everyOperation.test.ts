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
const anAction = async () => {
	const action = {
		...{ projectId: PROJECT, name: 'Quarantine', action: [{ op: 'quarantine' }] },
		matcher: { op: 'AND', cond: [{ type: 'title', op: 'eq', value: 'pays on invoice' }] },
	};
	return { actionId: (await currents.control().addTestAction(action)).actionId };
};
const TEST = { specFile: 'tests/checkout/payment.spec.ts', suite: 'checkout', title: 'pays on invoice' };
const aGithubRun = async () => {
	await currents.control().createRun({ projectId: PROJECT, githubRunId: '4711', githubRunAttempt: 1 });
	return { githubRunId: '4711' };
};

const cases: Record<string, Case> = {
	archiveAction: { parameters: anAction, purpose: 'archive the action', writes: true },
	cancelRun: { parameters: aGoingRun, purpose: 'cancel the run', writes: true },
	cancelRunByGithub: { parameters: aGithubRun, purpose: 'cancel the run', writes: true },
	compareRuns: { parameters: aRun, purpose: 'read the run' },
	createAction: {
		parameters: async () => ({ projectId: project(), name: 'Quarantine', title: 'pays on invoice' }),
		purpose: 'create the action',
		writes: true,
	},
	createWebhook: {
		parameters: async () => ({ projectId: project(), url: 'https://n8n.example.com/x' }),
		purpose: 'create the webhook',
		writes: true,
	},
	deleteRun: { parameters: aRun, purpose: 'delete the run', writes: true },
	deleteWebhook: { parameters: aHook, purpose: 'delete the webhook', writes: true },
	disableAction: { parameters: anAction, purpose: 'disable the action', writes: true },
	enableAction: { parameters: anAction, purpose: 'enable the action', writes: true },
	findRun: {
		parameters: async () => ({ projectId: project(), branch: 'main' }),
		purpose: 'find the run',
	},
	getAction: { parameters: anAction, purpose: 'read the action' },
	getFailureContext: {
		parameters: async () => ({ contextOf: 'run', ...(await aRun()) }),
		purpose: 'read the context of the failure',
	},
	getInstance: {
		async parameters() {
			const { specs } = await currents.endedRun({}, { outcome: 'failed' });
			return { instanceId: specs[0].instanceId };
		},
		purpose: 'read the results of a spec file',
	},
	getManyActions: {
		parameters: async () => (await anAction(), { projectId: project() }),
		purpose: 'list the actions',
	},
	getManyErrors: {
		parameters: async () => (await aRun(), { projectId: project() }),
		purpose: 'list the errors',
	},
	getManyFailures: { parameters: aRun, purpose: 'read the run' },
	getManyProjects: { parameters: async () => ({}), purpose: 'list the projects' },
	getManyRuns: { parameters: async () => ({ projectId: project(), limit: 1 }), purpose: 'list the runs' },
	getManyWebhooks: {
		parameters: async () => (await aHook(), { projectId: project() }),
		purpose: 'list the webhooks',
	},
	getManySpecFiles: {
		parameters: async () => (await aRun(), { projectId: project() }),
		purpose: 'list the spec files',
	},
	getManyTests: {
		parameters: async () => (await aRun(), { projectId: project() }),
		purpose: 'list the tests',
	},
	getManyTestResults: {
		parameters: async () => ({ projectId: project(), ...TEST, limit: 1 }),
		purpose: 'get the signature of the test',
	},
	getTestSignature: {
		parameters: async () => ({ projectId: project(), ...TEST }),
		purpose: 'get the signature of the test',
	},
	getProject: { parameters: async () => ({ projectId: project() }), purpose: 'read the project' },
	getProjectInsights: {
		parameters: async () => ({ projectId: project() }),
		purpose: 'read the insights of the project',
	},
	getRun: { parameters: aRun, purpose: 'read the run' },
	getWebhook: { parameters: aHook, purpose: 'read the webhook' },
	resetRun: {
		parameters: async () => ({ ...(await aRun()), options: { machineIds: 'chromium-machine-1' } }),
		purpose: 'reset the run',
		writes: true,
	},
	updateAction: {
		parameters: async () => ({ ...(await anAction()), updateFields: { name: 'x' } }),
		purpose: 'update the action',
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
	test('works, with each item paired with the one it comes from', async () => {
		const run = await currents.run(operation, await parameters());

		expect(run.error).toBeNull();
		expect(run.outputs[0]!.length).toBeGreaterThan(0);
		for (const { pairedItem } of run.outputs[0]!) expect(pairedItem).toEqual({ item: 0 });
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

	test('says what Currents refused, without the key, and at which item', async () => {
		const { apiKey } = currents.sandbox().currents;
		const given = await parameters();
		const body = { status: 'FAILED', error: `Key ${apiKey} (${encodeURIComponent(apiKey)}) is odd` };
		await currents.fault({ times: 9, fault: { kind: 'status', status: 400, body } });

		const run = await currents.run(operation, given, { items: [{}, {}] });

		const { error } = run;
		expect(run).toMatchObject({ status: 'error', error: { context: { itemIndex: 0 } } });
		expect(complaint(run)).toEqual({
			message: `Could not ${purpose}: Currents did not accept the request (HTTP 400)`,
			// Behind it stands where the ID is from.
			description: expect.stringMatching(
				/^Currents says: "Key \*{3} \(\*{3}\) is odd"\. Check the parameters of this node\./,
			),
		});
		for (const text of [run.stored, logs.text(), JSON.stringify([error, error?.stack])]) {
			expect(text).not.toContain(apiKey);
		}
	});

	test('goes on with the other items on Continue On Fail', async () => {
		const given = await parameters();
		await currents.fault({ fault: { kind: 'status', status: 400 } });

		const run = await currents.run(operation, given, { items: [{}, {}], continueOnFail: true });

		const [first, ...others] = run.outputs[0]!;
		expect(first).toMatchObject({ pairedItem: { item: 0 } });
		expect(first!.json).toEqual({
			error: expect.stringMatching(/^Could not .* \(HTTP 400\)$/),
			message: expect.stringContaining('Currents says:'),
		});
		expect(others.length).toBeGreaterThan(0);
		for (const { json, pairedItem } of others) {
			expect(pairedItem).toEqual({ item: 1 });
			expect(typeof json.error).not.toBe('string');
		}
	});
});

describe('a credential that cannot be used', () => {
	test.each([
		['a wrong key', { apiKey: 'a-wrong-placeholder-key' }, 'Currents did not accept the key (HTTP 401)'],
		[
			'a closed port',
			{ baseUrl: 'http://127.0.0.1:1/v1' },
			'Currents could not be reached, the connection was refused',
		],
		[
			'no scheme',
			{ baseUrl: 'localhost/v1' },
			"'Base URL' in the credential must begin with http:// or https://, e.g. https://api.currents.dev/v1",
		],
		[
			'a password in the address',
			{ baseUrl: 'http://a:b@127.0.0.1:1/v1' },
			"'Base URL' in the credential must not hold a user name or password, e.g. https://api.currents.dev/v1",
		],
	])('with %s is explained', async (_, options, reason) => {
		const run = await currents.run('getManyProjects', {}, options);

		expect(complaint(run).message).toBe(`Could not list the projects: ${reason}`);
		expect(run.stored).not.toContain('a-wrong-placeholder-key');
	});

	test('with a slash too many is fine', async () => {
		const baseUrl = ` ${currents.sandbox().currents.baseUrl}// `;

		expect((await currents.run('getManyProjects', {}, { baseUrl })).json).toHaveLength(3);
	});
});
