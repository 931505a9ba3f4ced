/** The sandbox's Currents: how runs are displayed, and how they change. */
import { sandboxCurrentsForTests } from './sandboxCurrentsForTests';

const { sandbox, received, call, hook } = sandboxCurrentsForTests();

interface InstanceJson {
	schemaVersion?: number;
	results: { tests: Array<{ testId: string }> };
	testResults: Record<string, object>;
	testTags: Record<string, string[]>;
	testAnnotations: Record<string, object[]>;
}
/** The first two instances of a run in which one test of the second failed and one of the first was flaky. */
const failedRun = async (projectId: string, failing: string) => {
	const { createRun, finishRun } = sandbox().control.currents;
	const { runId } = (await createRun({ projectId, branch: 'x' })).run;
	await finishRun({ runId, outcome: 'failed', failingTests: [failing], flaky: 1 });
	const run = (await call('GET', `/runs/${runId}`)).json.data as { specs: Array<{ instanceId: string }> };
	const read = async ({ instanceId }: { instanceId: string }) =>
		(await call('GET', `/instances/${instanceId}`)).json.data as InstanceJson;
	return { run, instances: await Promise.all(run.specs.slice(0, 2).map(read)) };
};

describe('how runs are displayed', () => {
	it('tells failures by instance of version 2, their details beside the tests', async () => {
		const { run, instances } = await failedRun('shop01', 'search > narrows by price');
		expect(run).toMatchObject({
			status: 'FAILED',
			completionState: 'COMPLETE',
			previousRunId: null,
			groups: [{ tests: { tests: 12, overall: 12, passes: 11, failures: 1, flaky: 1, retries: 2 } }],
		});
		const [
			{ results: withFlaky, testResults: details },
			{ results, testResults, testTags, testAnnotations },
		] = instances;
		expect(instances.map(({ schemaVersion }) => schemaVersion)).toEqual([2, 2]);
		expect(withFlaky.tests[0]).toMatchObject({ _s: 'passed', _f: true, _d: true });
		expect(details[withFlaky.tests[0].testId]).toMatchObject({
			state: 'passed',
			isFlaky: true,
			attempts: [{ state: 'failed' }, { state: 'passed', error: null }],
		});
		const [failed] = results.tests;
		expect(failed).toMatchObject({
			_s: 'failed',
			groupId: 'chromium',
			title: ['search', 'narrows by price'],
		});
		expect(failed).not.toHaveProperty('state');
		expect(testResults[failed.testId]).toMatchObject({
			state: 'failed',
			attempts: [
				{ state: 'failed', error: { message: expect.stringMatching(/Error/) as string } },
				{ state: 'failed', error: { codeFrame: { file: '/app/tests/search/filters.spec.ts' } } },
			],
		});
		expect(testTags[failed.testId]).toEqual(['search']);
		expect(testAnnotations[failed.testId][0]).toEqual({ type: 'owner', description: 'search-team' });
		expect(results).not.toHaveProperty('exception');
	});

	it.each([
		['old', 'shop01', 'search > narrows by price', [undefined, undefined]],
		['mixed', 'shop01', 'search > narrows by price', [2, undefined]],
		['version2', 'mobl02', 'offline > queues changes', [undefined, undefined]],
	] as const)(
		'with instances %s of %s tells some in the old shape',
		async (form, project, failing, versions) => {
			await sandbox().control.setVariants({ currents: { instances: form } });
			const { instances } = await failedRun(project, failing);
			expect(instances.map(({ schemaVersion }) => schemaVersion)).toEqual(versions);
			expect(instances[1]).not.toHaveProperty('testResults');
			expect(instances[1].results.tests).toContainEqual(
				expect.objectContaining({ state: 'failed', title: failing.split(' > ') }),
			);
		},
	);

	describe('tests that are planned, titles and repeated runs', () => {
		it('counts what is planned and what has reported, and shows spec files that no machine has claimed', async () => {
			const { createRun, reportTests } = sandbox().control.currents;
			const { runId } = (await createRun({ projectId: 'shop01' })).run;
			const run = await reportTests({ runId, tests: 5, failures: 1 });
			expect(run).toMatchObject({
				status: 'FAILING',
				completionState: 'IN_PROGRESS',
				groups: [{ tests: { tests: 12, overall: 5, passes: 4, failures: 1 } }],
				specs: [
					{
						completedAt: expect.any(String) as string,
						results: { stats: { tests: 4, passes: 3, failures: 1 } },
					},
					{
						machineId: 'chromium-machine-2',
						completedAt: null,
						results: { stats: { tests: 3, passes: 1 } },
					},
					{ claimedAt: null, machineId: '', results: { stats: { tests: 3, passes: 0 } } },
					{ claimedAt: null, machineId: '' },
				],
			});
			await sandbox().control.setVariants({ currents: { unclaimedSpecs: 'null' } });
			expect((await call('GET', `/runs/${runId}`)).json.data).toMatchObject({
				specs: [{ results: {} }, { results: {} }, { claimedAt: null, results: null }, { results: null }],
			});
		});

		it('names titles and the run that is repeated where a run has them', async () => {
			const { createRun } = sandbox().control.currents;
			const plan = {
				title: 'Nightly',
				pullRequest: 'shop#7',
				pullRequestTitle: 'Totals',
				githubTitle: 'From GitHub',
			};
			const { run } = await createRun({ projectId: 'shop01', previousRunId: 'before', ...plan });
			expect(run).toMatchObject({
				previousRunId: 'before',
				meta: {
					title: 'Nightly',
					pr: { id: 'shop#7', title: 'Totals' },
					commit: { ghaEventData: { prTitle: 'From GitHub' } },
				},
			});
			const bare = (await createRun({ projectId: 'shop01' })).run.meta;
			expect(Object.keys(bare).sort()).toEqual(['ciBuildId', 'commit', 'framework']);
			expect(bare.commit).not.toHaveProperty('ghaEventData');
		});
	});
});

describe('how runs are changed', () => {
	it('cancels once, and tells the webhooks', async () => {
		await call('POST', '/webhooks?projectId=shop01', hook());
		const { run } = await sandbox().control.currents.createRun({ projectId: 'shop01' });
		const canceled = await call('PUT', `/runs/${run.runId}/cancel`);
		expect(canceled.json.data).toEqual({
			runId: run.runId,
			actor: expect.any(String) as string,
			canceledAt: expect.any(String) as string,
			reason: 'api',
		});
		const again = await call('PUT', `/runs/${run.runId}/cancel`);
		expect([again.status, again.json.error]).toEqual([422, 'Run already cancelled']);
		await sandbox().control.settle();
		expect(received().map(({ body }) => body.event)).toEqual(['RUN_CANCELED']);
	});

	it('cancels by GitHub run and attempt', async () => {
		const { createRun } = sandbox().control.currents;
		await createRun({ projectId: 'shop01', githubRunId: '900', githubRunAttempt: 2 });
		const body = { githubRunId: '900', githubRunAttempt: 1 };
		expect((await call('PUT', '/runs/cancel-ci/github', body)).status).toBe(404);
		const { json } = await call('PUT', '/runs/cancel-ci/github', { ...body, githubRunAttempt: 2 });
		expect(json.data).toMatchObject({ githubRunId: '900', githubRunAttempt: 2, reason: 'api' });
	});

	it('frees failed specs of the reset machines, and can be finished again', async () => {
		const { createRun, finishRun } = sandbox().control.currents;
		const { run } = await createRun({ projectId: 'shop01' });
		await finishRun({ runId: run.runId, outcome: 'failed' });
		const machineId = ['chromium-machine-1'];
		expect(
			(await call('PUT', `/runs/${run.runId}/reset`, { machineId, isBatchedOr8n: true })).json.status,
		).toBe('OK');
		const freed = await call('GET', `/runs/${run.runId}`);
		expect(freed.json.data).toMatchObject({
			completionState: 'IN_PROGRESS',
			groups: [{ tests: { failures: 0 } }],
		});
		expect((await finishRun({ runId: run.runId, outcome: 'passed' })).run.status).toBe('PASSED');
	});

	it('deletes a run for good', async () => {
		const { run } = await sandbox().control.currents.createRun({ projectId: 'shop01' });
		expect((await call('DELETE', `/runs/${run.runId}`)).json.data).toEqual({ runId: run.runId });
		expect((await call('GET', `/runs/${run.runId}`)).json).toEqual({
			status: 'FAILED',
			error: 'Not found',
		});
	});

	it('ends by itself after the planned number of reads', async () => {
		const { createRun, planFinish } = sandbox().control.currents;
		const { run } = await createRun({ projectId: 'shop01' });
		await planFinish({ runId: run.runId, outcome: 'passed', afterReads: 2 });
		const states: unknown[] = [];
		for (let read = 0; read < 3; read += 1) {
			states.push((await call('GET', `/runs/${run.runId}`)).json.data);
		}
		expect(states).toMatchObject([
			{ completionState: 'IN_PROGRESS' },
			{ completionState: 'IN_PROGRESS' },
			{ completionState: 'COMPLETE' },
		]);
	});

	it('refuses ends that cannot be, and leaves the run as it was', async () => {
		const { createRun, finishRun, planFinish } = sandbox().control.currents;
		const { run } = await createRun({ projectId: 'shop01' });
		const unknownTest = { runId: run.runId, outcome: 'failed' as const, failingTests: ['no such test'] };
		await expect(finishRun(unknownTest)).rejects.toThrow('no reporting test "no such test"');
		await expect(planFinish({ ...unknownTest, afterReads: 1 })).rejects.toThrow('no reporting test');
		await expect(finishRun({ ...unknownTest, group: 'webkit' })).rejects.toThrow('no open group webkit');
		expect((await call('GET', `/runs/${run.runId}`)).json.data).toMatchObject({
			groups: [{ tests: { overall: 0 } }],
		});
	});
});
