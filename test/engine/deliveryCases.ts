/** Deliveries of each platform, and how they are changed in tests of what must not be accepted. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PlatformId } from '../../platforms';
import type { Sandbox } from '../../workshop/sandbox';

/** A body that a platform delivers. */
export type Body = IDataObject & { test_run?: IDataObject; payload?: IDataObject };

/** What differs between the deliveries of the platforms. */
export interface DeliveryCase {
	/** A delivery about a failed run that is over. */
	body(sandbox: Sandbox): Promise<Body>;
	/** The same body about a run that nobody has. */
	ofNoRun(body: Body): Body;
	/** The same body, two hours earlier; absent where deliveries are not signed. */
	old?(body: Body): Body;
	/** The same body, saying that all passed. */
	lying(body: Body): Body;
	/** What a delivery about a run that nobody has ends in. */
	withoutRun: 'dropped' | 'as delivered';
	/** Whether its proof covers the bytes. */
	signsBytes: boolean;
	parameters?: INodeParameters;
}

export const TWO_HOURS_AGO = () => new Date(Date.now() - 7_200_000);
const NO_RUN = '11111111-2222-4333-8444-555555555555';

/** The deliveries of each platform. */
export const deliveryCases: Record<string, DeliveryCase> = {
	currents: {
		async body({ control: { currents } }) {
			const { runId } = (await currents.createRun({ projectId: 'shop01', deliver: false })).run;
			await currents.finishRun({ runId, outcome: 'failed', deliver: false });
			return (await currents.deliveryBodies({ runId, event: 'RUN_FINISH' }))[0] as Body;
		},
		ofNoRun: (body) => ({ ...body, runUrl: `https://app.currents.dev/run/${NO_RUN}` }),
		// The time is in a header.
		old: (body) => body,
		lying: (body) => ({ ...body, failures: 0, passes: body.overall }),
		withoutRun: 'as delivered',
		signsBytes: false,
		parameters: { projectId: { __rl: true, mode: 'id', value: 'shop01' } },
	},
	qase: {
		async body({ control: { qase } }) {
			const { id: runId } = (await qase.createRun({ project: 'SHOP', title: 'Checkout', deliver: false }))
				.run;
			await qase.finishRun({ project: 'SHOP', runId, outcome: 'failed', deliver: false });
			return (await qase.deliveryBody({ project: 'SHOP', runId, event: 'run.completed' })) as unknown as Body;
		},
		ofNoRun: (body) => ({ ...body, payload: { ...body.payload, id: 9999 } }),
		old: (body) => ({ ...body, timestamp: Math.floor(TWO_HOURS_AGO().getTime() / 1000) }),
		lying: (body) => ({ ...body, payload: { ...body.payload, failed: 0, passed: body.payload?.cases } }),
		withoutRun: 'as delivered',
		signsBytes: false,
	},
	qodex: {
		async body({ control: { qodex, deliveries } }) {
			await qodex.nextRuns({ outcome: 'stuck', runs: 1 });
			const { testRunId } = await qodex.startRun({});
			await qodex.finishRun({ testRunId, outcome: 'failed', failures: 2 });
			await qodex.deliverCompletion({ url: 'http://127.0.0.1:1/', testRunId });
			return JSON.parse((await deliveries()).at(-1)!.body) as Body;
		},
		ofNoRun: (body) => ({ ...body, testRunId: 'tr_nobody' }),
		lying: (body) => ({
			...body,
			passed: true,
			summary: { total: 7, passed: 7, failed: 0 },
			failedScenarios: [],
		}),
		withoutRun: 'dropped',
		signsBytes: false,
	},
	testclix: {
		async body({ testclix: { testId } }) {
			const now = Date.now();
			return {
				timestamp: now / 1000,
				test_id: testId,
				status: 'error',
				created_at: new Date(now).toISOString(),
			};
		},
		ofNoRun: (body) => ({ ...body, test_id: '01HNOBODY' }),
		old: (body) => ({ ...body, timestamp: TWO_HOURS_AGO().getTime() / 1000 }),
		lying: (body) => ({ ...body, status: 'pass' }),
		withoutRun: 'as delivered',
		signsBytes: true,
	},
	preclinical: {
		async body({ control: { preclinical } }) {
			const { id: runId } = await preclinical.createRun({ scenarios: 10 });
			await preclinical.finishRun({ runId, outcome: 'completed', failures: 3 });
			return (await preclinical.deliveryBody({ runId })) as Body;
		},
		ofNoRun: (body) => ({ ...body, test_run: { ...body.test_run, id: NO_RUN } }),
		old: (body) => ({ ...body, timestamp: TWO_HOURS_AGO().toISOString() }),
		lying: (body) => ({ ...body, test_run: { ...body.test_run, failed_count: 0, passed_count: 10 } }),
		withoutRun: 'dropped',
		signsBytes: true,
		parameters: { signature: { header: 'X-Signature' } },
	},
} satisfies Record<PlatformId, DeliveryCase>;
