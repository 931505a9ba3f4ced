import { item } from './actions-expect.mjs';

/** @type {import('./actions-expect.mjs').Cases} */
export const any = {
	dropDuplicates: { given: () => ({ key: 'seen-once' }), expect: item({}) },
	parseDelivery: {
		async given({ control, currents: { projectId } }) {
			const { runId } = (await control.currents.createRun({ projectId })).run;
			await control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
			const [body] = await control.currents.deliveryBodies({ runId, event: 'RUN_FINISH' });
			return { delivery: JSON.stringify(body) };
		},
		expect: item({ event: 'RUN_FINISH', platform: 'currents' }),
	},
	sampleEvent: {
		given: () => ({ platform: 'qase', verdict: 'failed' }),
		expect: item({ event: 'RUN_FINISH', platform: 'qase' }),
	},
};
