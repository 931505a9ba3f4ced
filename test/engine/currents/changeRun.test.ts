/** Cancel by GitHub run, reset and delete. */
import { complaint, NO_RUN, PROJECT, runsOf, useCurrents } from './setup';

const currents = useCurrents();

const statesOf = async () =>
	(await currents.control().runs({ projectId: PROJECT })).map(({ completionState }) => completionState);

describe('Cancel Run by GitHub Run', () => {
	const start = async (githubRunId: string, githubRunAttempt: number, plan = {}) =>
		(await currents.control().createRun({ projectId: PROJECT, githubRunId, githubRunAttempt, ...plan })).run
			.runId;

	test.each(['canceledAt', 'cancelledAt'] as const)(
		'cancels the run of that attempt alone, told as %s',
		async (cancellation) => {
			await currents.sandbox().control.setVariants({ currents: { cancellation } });
			const [first, second] = [await start('4711', 1), await start('4711', 2)];

			const run = await currents.run('cancelRunByGithub', { githubRunId: '4711', githubRunAttempt: 2 });

			expect(run.json).toMatchObject([
				{ githubRunId: '4711', githubRunAttempt: 2, [cancellation]: expect.any(String) },
			]);
			const status = async (runId: string) => runsOf(await currents.run('getRun', { runId }))[0]?.status;
			expect([await status(first), await status(second)]).toEqual(['running', 'canceled']);
		},
	);

	test('can be narrowed to a build and a project', async () => {
		await start('4711', 1, { ciBuildId: 'web-1' });
		const options = { buildId: 'web-1', projectId: 'mobl02' };

		const other = await currents.run('cancelRunByGithub', { githubRunId: '4711', options });
		const right = await currents.run('cancelRunByGithub', {
			githubRunId: '4711',
			options: { ...options, projectId: PROJECT },
		});

		expect(complaint(other).message).toBe('Could not cancel the run: Currents did not find it (HTTP 404)');
		expect(right.status).toBe('success');
	});

	test.each([
		['no run', { githubRunId: '={{ "" }}' }, "'GitHub Run ID' is empty"],
		[
			'attempt 0',
			{ githubRunId: '1', githubRunAttempt: '={{ 0 }}' },
			"'GitHub Run Attempt' must be 1 or more",
		],
		[
			'half an attempt',
			{ githubRunId: '1', githubRunAttempt: '={{ 1.5 }}' },
			"'GitHub Run Attempt' must be a whole number of 1 or more",
		],
		[
			'a word for the attempt',
			{ githubRunId: '1', githubRunAttempt: '={{ "last" }}' },
			"'GitHub Run Attempt' is not a number",
		],
	])('refuses %s without a request', async (_, parameters, message) => {
		expect(complaint(await currents.run('cancelRunByGithub', parameters)).message).toBe(message);
		expect(await currents.calls()).toEqual([]);
	});
});

describe('Reset Run', () => {
	test('frees the failed spec files of all machines of the run', async () => {
		const { runId } = await currents.endedRun({ groups: ['one', 'two'] }, { outcome: 'failed', failures: 2 });

		const { json } = await currents.run('resetRun', { runId });

		expect(json).toMatchObject([{ reset: true, runId }]);
		expect(json[0]?.machineIds).toEqual(['one-machine-1', 'one-machine-2', 'two-machine-1', 'two-machine-2']);
		expect((await statesOf()).at(-1)).toBe('IN_PROGRESS');
	});

	test.each(['stats', 'null'] as const)(
		'asks for no machine of spec files that none has claimed, told with %s',
		async (unclaimedSpecs) => {
			await currents.sandbox().control.setVariants({ currents: { unclaimedSpecs } });
			const { runId } = (await currents.control().createRun({ projectId: PROJECT, deliver: false })).run;
			await currents.control().reportTests({ runId, tests: 4, failures: 1 });

			const { json } = await currents.run('resetRun', { runId });

			expect(json).toMatchObject([{ machineIds: ['chromium-machine-1'] }]);
		},
	);

	test('frees those of the named machines alone, and does not read the run for that', async () => {
		const { runId } = await currents.endedRun({}, { outcome: 'failed', failures: 1 });
		const options = { machineIds: ' chromium-machine-2 ,', batched: true };

		const { json } = await currents.run('resetRun', { runId, options });

		expect(json).toMatchObject([{ machineIds: ['chromium-machine-2'] }]);
		expect(await currents.calls()).toEqual([`PUT /runs/${runId}/reset`]);
		const [call] = await currents.sandbox().control.calls();
		expect(call?.body).toEqual({ machineId: ['chromium-machine-2'], isBatchedOr8n: true });
		expect((await statesOf()).at(-1)).toBe('COMPLETE');
	});

	test('refuses a run without machines, and more machines than Currents takes', async () => {
		const { runId } = await currents.endedRun({ tests: 0 });
		const machineIds = Array.from({ length: 64 }, (_, n) => `m${n}`).join();

		const none = await currents.run('resetRun', { runId });
		const many = await currents.run('resetRun', { runId, options: { machineIds } });

		expect(complaint(none).message).toBe('The run has no machines that could be reset');
		expect(complaint(many).description).toContain(
			"at most 63 at once. Name some of them in the option 'Machine IDs'.",
		);
	});
});

describe('Delete Run', () => {
	test.each(['off', 'on'] as const)('deletes the run, with an empty answer %s', async (deleteEmptyBody) => {
		await currents.sandbox().control.setVariants({ currents: { deleteEmptyBody } });
		const { runId } = await currents.endedRun();

		expect((await currents.run('deleteRun', { runId })).json).toEqual([{ deleted: true, runId }]);
		expect(complaint(await currents.run('getRun', { runId })).message).toContain(
			'did not find it (HTTP 404)',
		);
	});

	test('says when there is no such run', async () => {
		expect(complaint(await currents.run('deleteRun', { runId: NO_RUN })).message).toBe(
			'Could not delete the run: Currents did not find it (HTTP 404)',
		);
	});
});
