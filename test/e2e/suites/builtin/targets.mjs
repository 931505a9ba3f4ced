import assert from 'node:assert/strict';

const DAY = 86_400_000;
const TEST = { specFile: 'tests/checkout/payment.spec.ts', suite: 'checkout', title: 'pays on invoice' };

/**
 * Creates what the operations of both nodes are about: what is only read once, what is changed once for each node.
 *
 * @param {any} sandbox
 * @returns {Promise<{ theirs: import('./rows').Targets, ours: import('./rows').Targets }>}
 */
export async function createTargets({ control: { currents }, currents: { projectId, baseUrl, apiKey } }) {
	const startRun = async (plan) =>
		(await currents.createRun({ projectId, branch: 'release', ...plan, deliver: false })).run;
	const failedRun = async (plan) => {
		const { runId } = await startRun(plan);
		return (await currents.finishRun({ runId, outcome: 'failed', failures: 2, deliver: false })).run;
	};
	const action = async (name) =>
		(
			await currents.addTestAction({
				...{ projectId, name, action: [{ op: 'quarantine' }] },
				matcher: { op: 'AND', cond: [{ type: 'title', op: 'eq', value: TEST.title }] },
			})
		).actionId;
	const disabled = async (name) => {
		const actionId = await action(name);
		const headers = { authorization: `Bearer ${apiKey}` };
		const answer = await fetch(`${baseUrl}/actions/${actionId}/disable`, { method: 'PUT', headers });
		assert.equal(answer.status, 200);
		return actionId;
	};
	const { runId, specs } = await failedRun({ ciBuildId: 'build-to-read' });
	const nightly = (await currents.runs({ projectId })).filter(({ tags }) => tags.includes('nightly'));
	const shared = {
		projectId,
		days: { start: dayIn(-30), end: dayIn(1) },
		read: {
			...{ runId, ciBuildId: 'build-to-read', instanceId: specs[0].instanceId },
			// As the sandbox makes cursors of runs.
			cursor: `cur-${nightly.at(-1).runId}`,
		},
		test: { ...TEST, signature: await signatureOf(projectId) },
		readAction: await action('Quarantine to read'),
	};
	const own = async (githubRunId) => {
		const byGithub = { ciBuildId: `github-${githubRunId}`, githubRunId, githubRunAttempt: 2 };
		const { readAction: read, ...rest } = shared;
		return {
			...rest,
			githubRunId,
			runs: {
				cancel: (await startRun({ ciBuildId: `cancel-${githubRunId}` })).runId,
				github: (await startRun(byGithub)).runId,
				remove: (await failedRun({ ciBuildId: `remove-${githubRunId}` })).runId,
				reset: (await failedRun({ ciBuildId: `reset-${githubRunId}` })).runId,
			},
			actions: {
				read,
				archive: await action('Archive'),
				disable: await action('Disable'),
				enable: await disabled('Enable'),
				update: await action('Update'),
			},
		};
	};
	return { theirs: await own('4711'), ours: await own('4712') };
}

/** The signature as the sandbox makes it, which the row of Generate compares with both nodes. */
async function signatureOf(projectId) {
	const { tsImport } = await import('tsx/esm/api');
	const catalogue = await tsImport(
		'../../../../workshop/sandbox/platforms/currents/catalogue.ts',
		import.meta.url,
	);
	return catalogue.signatureOf(projectId, TEST.specFile, [TEST.suite, TEST.title]);
}

function dayIn(days) {
	return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
