/** Pressing Stop while runs are awaited, with the option to cancel them at the platform. */
import { logs } from '../harness';
import { until, waitingForTests } from './support';

const { sandbox, start, calls } = waitingForTests();

const preclinical = () => sandbox().control.preclinical;

async function stoppedWait(options: object) {
	await preclinical().nextRuns({ outcome: 'stuck' });
	const agentId = { __rl: true, mode: 'id', value: sandbox().preclinical.agentId };
	const parameters = {
		resource: 'preclinical',
		operation: 'startRunAndWait',
		agentId,
		options: { ...options },
	};
	const { cancel, finished } = start(parameters, { input: [{}, {}] });
	await until(async () => (await calls('preclinical')).filter((call) => call.startsWith('GET')).length >= 2);
	cancel();
	return await finished;
}

/** Of the two runs that were started. */
const statuses = async () => (await preclinical().runs()).slice(-2).map(({ status }) => status);

test('cancels all awaited runs if that is wanted', async () => {
	expect((await stoppedWait({ cancelWhenStopped: true })).status).toBe('canceled');

	await until(async () => (await statuses()).every((status) => status === 'canceled'));
	expect(await statuses()).toEqual(['canceled', 'canceled']);
});

test('leaves the runs alone if not', async () => {
	await stoppedWait({});
	await new Promise((resolve) => setTimeout(resolve, 500));

	expect(await statuses()).not.toContain('canceled');
});

test('a run that cannot be canceled is told in the log', async () => {
	const fault = { kind: 'status', status: 403 } as const;
	await sandbox().control.addFault({
		platform: 'preclinical',
		match: { path: '^.*/cancel$' },
		times: 2,
		fault,
	});
	await stoppedWait({ cancelWhenStopped: true });

	await until(async () => logs.text('node').includes('Could not cancel the run'));
});

describe('a Currents run that has ended', () => {
	const created = async () => {
		const { projectId } = sandbox().currents;
		const { run } = await sandbox().control.currents.createRun({ projectId, deliver: false });
		return run.runId;
	};
	const end = async (runId: string) =>
		await sandbox().control.currents.finishRun({ runId, outcome: 'passed', deliver: false });
	const waiting = (runIds: string[]) =>
		start(
			{
				resource: 'currents',
				operation: 'waitForRun',
				runId: '={{ $json.runId }}',
				options: { cancelWhenStopped: true },
			},
			{ input: runIds.map((runId) => ({ runId })) },
		);
	const canceled = async () => (await calls('currents')).filter((call) => call.startsWith('PUT'));

	test('is left alone, while others go on', async () => {
		const [ended, going] = [await created(), await created()];
		await end(ended);
		const { cancel, finished } = waiting([ended, going]);
		await until(async () => (await calls('currents')).length >= 2);
		// The answers have to arrive, too.
		await new Promise((resolve) => setTimeout(resolve, 300));
		cancel();
		await finished;

		await until(async () => (await canceled()).length > 0);
		expect(await canceled()).toEqual([`PUT /runs/${going}/cancel`]);
		expect((await calls('currents')).filter((call) => call === `GET /runs/${ended}`)).toHaveLength(1);
	});

	test('since the last look at it is left alone', async () => {
		const runId = await created();
		const { cancel, finished } = waiting([runId]);
		await until(async () => (await calls('currents')).length > 0);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const before = (await calls('currents')).length;
		await end(runId);
		cancel();
		await finished;

		await until(async () => (await calls('currents')).length > before);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await canceled()).toEqual([]);
	});
});

test.each(['runId', 'buildId'])('cancels a Currents run that is awaited by its %s', async (waitBy) => {
	const { projectId } = sandbox().currents;
	const { run } = await sandbox().control.currents.createRun({
		projectId,
		ciBuildId: 'web-7',
		deliver: false,
	});
	const parameters = {
		resource: 'currents',
		operation: 'waitForRun',
		waitBy,
		runId: run.runId,
		projectId: { __rl: true, mode: 'id', value: projectId },
		buildId: 'web-7',
		options: { cancelWhenStopped: true },
	};
	const { cancel, finished } = start(parameters);
	await until(async () => (await calls('currents')).length > 0);
	// The answer has to arrive, too.
	await new Promise((resolve) => setTimeout(resolve, 300));
	cancel();
	await finished;

	await until(async () => (await calls('currents')).some((call) => call.startsWith('PUT')));
	const [{ completionState }] = await sandbox()
		.control.currents.runs({ projectId })
		.then((runs) => runs.filter(({ runId }) => runId === run.runId));
	expect(String(completionState).toLowerCase()).toMatch(/^cancell?ed$/);
});
