/** A poll reads no failures of a run whose counts say that nothing failed, and those of all others. */
import { eventsIn, pollingTests } from './support';

const { sandbox, trigger, calls } = pollingTests();

/** How a run of each platform is made and ended, and what its trigger is set to. */
const PLATFORMS = {
	currents: {
		chosen: () => ({ projectId: { __rl: true, mode: 'id', value: sandbox().currents.projectId } }),
		async ended(failures: number) {
			const { control, currents } = sandbox();
			const { run } = await control.currents.createRun({ projectId: currents.projectId });
			const outcome = failures > 0 ? 'failed' : 'passed';
			await control.currents.finishRun({ runId: run.runId, outcome, failures });
		},
	},
	qase: {
		chosen: () => ({ projectCode: { __rl: true, mode: 'code', value: 'SHOP' } }),
		async ended(failures: number) {
			const { qase } = sandbox().control;
			const { run } = await qase.createRun({ project: 'SHOP', title: 'Release' });
			const outcome = failures > 0 ? 'failed' : 'passed';
			await qase.finishRun({ project: 'SHOP', runId: run.id, outcome, failures });
		},
	},
	preclinical: {
		chosen: () => ({}),
		async ended(failures: number) {
			const { preclinical } = sandbox().control;
			const run = await preclinical.createRun({});
			await preclinical.finishRun({ runId: run.id, outcome: 'completed', failures });
		},
	},
};

test.each(['currents', 'qase', 'preclinical'] as const)('%s', async (platform) => {
	const { chosen, ended } = PLATFORMS[platform];
	const node = trigger({ platform, events: ['RUN_FINISH'], ...chosen() });
	await node.activate();

	await ended(0);
	await sandbox().control.clearCalls();
	const [passed] = eventsIn(await node.tick());
	expect(passed.run).toMatchObject({ verdict: 'passed', failures: [], failuresNote: null });
	expect(await calls()).toHaveLength(1);

	await ended(1);
	await sandbox().control.clearCalls();
	const [failed] = eventsIn(await node.tick());
	expect(failed.run).toMatchObject({ verdict: 'failed', failures: [{}] });
	expect((await calls()).length).toBeGreaterThan(1);
});
