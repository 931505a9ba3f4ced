/** The sandbox's Currents: the variants of what contract currents.md leaves open. */
import { sandboxCurrentsForTests } from './sandboxCurrentsForTests';

const { sandbox, receiverUrl, received, call } = sandboxCurrentsForTests();

it('lists each with its values, its place in the contract and the value in force', async () => {
	await sandbox().control.setVariants({ currents: { statusCase: 'lower' } });
	expect((await sandbox().control.variants()).currents.statusCase).toEqual({
		value: 'lower',
		values: ['upper', 'lower'],
		contract: expect.stringContaining('currents.md 6.1') as string,
		about: expect.any(String) as string,
	});
	await sandbox().control.reset();
	expect((await sandbox().control.variants()).currents.statusCase.value).toBe('upper');
});

it('changes the words of runs', async () => {
	const { createRun, finishRun } = sandbox().control.currents;
	const { run } = await createRun({ projectId: 'shop01' });
	await finishRun({ runId: run.runId, outcome: 'canceled' });
	const read = async () => (await call('GET', `/runs/${run.runId}`)).json.data;
	expect(await read()).toMatchObject({
		status: 'PASSED',
		completionState: 'CANCELED',
		cancellation: { reason: 'dashboard' },
	});
	await sandbox().control.setVariants({ currents: { endedEarlyStatus: 'frozen' } });
	expect(await read()).toMatchObject({ status: 'RUNNING', completionState: 'CANCELED' });
	await sandbox().control.setVariants({ currents: { statusCase: 'lower', cancellation: 'cancelledAt' } });
	expect(await read()).toMatchObject({
		status: 'cancelled',
		completionState: 'cancelled',
		cancellation: { cancelledBy: 'sandbox', cancelledAt: expect.any(String) as string },
	});
});

it('changes cancels and deletes', async () => {
	const values = {
		cancellation: 'cancelledAt',
		cancelTwice: '200',
		cancelFinished: '200',
		deleteEmptyBody: 'on',
		githubCancelRunId: 'present',
	} as const;
	const { run } = await sandbox().control.currents.createRun({ projectId: 'shop01', githubRunId: '1' });
	await sandbox().control.setVariants({ currents: values });
	const canceled = (await call('PUT', `/runs/${run.runId}/cancel`)).json.data;
	expect(canceled).toEqual({
		runId: run.runId,
		cancelled: true,
		cancelledAt: expect.any(String) as string,
	});
	expect((await call('PUT', `/runs/${run.runId}/cancel`)).json.data).toEqual(canceled);
	const byGithub = await call('PUT', '/runs/cancel-ci/github', { githubRunId: '1', githubRunAttempt: 1 });
	expect(byGithub.json.data).toMatchObject({ runId: run.runId });
	expect(await call('DELETE', `/runs/${run.runId}`)).toEqual({ status: 204, json: {} });
});

it('changes deliveries', async () => {
	const hookEvents = ['RUN_START' as const];
	await sandbox().control.currents.addWebhook({ projectId: 'shop01', url: receiverUrl(), hookEvents });
	const groups = ['chromium', 'firefox'];
	await sandbox().control.currents.createRun({ projectId: 'shop01', groups });
	expect(received()).toHaveLength(2);
	await sandbox().control.setVariants({
		currents: {
			startPerGroup: 'once',
			tagsInDelivery: 'absent',
			deliveryTimestamp: 'absent',
			runUrl: 'selfHosted',
		},
	});
	await sandbox().control.currents.createRun({ projectId: 'shop01', groups });
	expect(received()).toHaveLength(3);
	expect(received()[2].headers).not.toHaveProperty('x-timestamp');
	expect(received()[2].body).not.toHaveProperty('tags');
	expect(received()[2].body).not.toHaveProperty('groupId');
	expect(received()[2].body.runUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/currents\/run\/[0-9a-f]{32}\?/);
});

it('refuses names and values it does not have, and then sets nothing', async () => {
	const changes = { currents: { statusCase: 'lower', unknown: 'x' } } as object;
	await expect(sandbox().control.setVariants(changes)).rejects.toThrow('no variant unknown');
	const bad = { currents: { statusCase: 'title' } } as object;
	await expect(sandbox().control.setVariants(bad)).rejects.toThrow(
		'statusCase must be one of: upper | lower',
	);
	expect((await sandbox().control.variants()).currents.statusCase.value).toBe('upper');
});
