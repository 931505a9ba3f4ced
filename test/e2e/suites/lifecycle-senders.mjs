import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A way in which a platform tells the Test Run Trigger of a run.
 *
 * @typedef {object} Sender
 * @property {string} name
 * @property {string} platform
 * @property {string} credential type
 * @property {(sandbox: any) => object} [parameters] of the trigger, beside platform and events
 * @property {(sandbox: any) => Promise<string[]>} [registered] URLs of the webhooks at the platform, where the trigger
 *   registers them
 * @property {(sandbox: any, url: string) => Promise<unknown>} [setUp] what a person does at the platform with the
 *   production URL, where they are set up by hand
 * @property {(sandbox: any, url: string) => Promise<Failed>} fail lets a run fail, which is told
 * @property {(sandbox: any, delivery: any) => Promise<object> | object} [forged] what a delivery of somebody who does
 *   not know the secret has in place of the sender's; absent where there is no secret
 *
 * @typedef {{ runId: string, deliveries: Array<{ id: number, attempts: Array<{ status: number }> }> }} Failed
 */

/** @type {Sender} */
const currents = {
	name: 'Currents',
	platform: 'currents',
	credential: 'testRunCurrentsApi',
	parameters: (sandbox) => ({ projectId: { __rl: true, mode: 'id', value: sandbox.currents.projectId } }),
	registered: async ({ control }) => (await control.currents.webhooks({})).map(({ url }) => url),
	async fail({ control, currents: { projectId } }) {
		const { runId } = (await control.currents.createRun({ projectId })).run;
		const { deliveries } = await control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
		return { runId, deliveries };
	},
	async forged({ control }) {
		const [{ headers }] = await control.currents.webhooks({});
		const names = Object.keys(JSON.parse(headers));
		return { headers: Object.fromEntries(names.map((name) => [name, 'a-guess'])) };
	},
};

/** @type {Sender} */
const preclinical = {
	name: 'Preclinical',
	platform: 'preclinical',
	credential: 'testRunPreclinicalApi',
	registered: async ({ control }) => (await control.preclinical.webhooks()).map(({ url }) => url),
	async fail({ control }) {
		const { id: runId } = await control.preclinical.createRun();
		const end = { runId, outcome: 'completed', failures: 2 };
		const { deliveries } = await control.preclinical.finishRun(end);
		return { runId, deliveries };
	},
	forged: (_, { url }) => ({ url: url.replace(/token=\w+/, 'token=a-guess') }),
};

/** @type {Sender} */
const qase = {
	name: 'Qase',
	platform: 'qase',
	credential: 'testRunQaseApi',
	setUp: async ({ control, qase: { projectCode: project, webhookSecret: secret } }, url) =>
		await control.qase.addWebhook({ project, url, secret, events: ['run.completed'] }),
	async fail({ control, qase: { projectCode: project } }) {
		const { id: runId } = (await control.qase.createRun({ project, title: 'Checkout' })).run;
		const end = { project, runId, outcome: 'failed', failures: 2 };
		const { deliveries } = await control.qase.finishRun(end);
		return { runId: String(runId), deliveries };
	},
	forged: () => ({ headers: { 'X-Qase-Secret': 'a-guess' } }),
};

/** @type {Sender} */
const testclix = {
	name: 'TestCLIX',
	platform: 'testclix',
	credential: 'testRunTestClixApi',
	setUp: async ({ control, testclix: { webhookSecret: secret } }, url) =>
		await control.testclix.setWebhook({ enabled: true, url, secret }),
	async fail({ control, testclix: { testId } }) {
		// A run is known by the whole second of its start, and no two runs of a test start in the same one.
		await sleep(1_000 - (Date.now() % 1_000));
		await control.testclix.startRun({ testId, outcome: 'error', stuck: true });
		const deliveries = await control.testclix.finishRun({ testId, outcome: 'error' });
		return { runId: testId, deliveries };
	},
	forged: () => ({ headers: { 'X-Clix-Signature': '0'.repeat(40) } }),
};

/** @type {Sender} */
const qodexSchedule = {
	name: 'Qodex, a schedule',
	platform: 'qodex',
	credential: 'testRunQodexApi',
	setUp: async ({ control }, completionUrl) =>
		await control.qodex.setSchedule({ id: 'pol_nightly', completionUrl }),
	async fail({ control, qodex: { scheduleUrl } }) {
		await control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
		await fetch(scheduleUrl, { method: 'POST' });
		return await failQodexRun(control, (await control.qodex.runs()).at(-1));
	},
};

/** @type {Sender} */
const qodexCallback = {
	name: 'Qodex, a callback',
	platform: 'qodex',
	credential: 'testRunQodexApi',
	fail: async ({ control }, callbackUrl) =>
		await failQodexRun(control, await control.qodex.startRun({ callbackUrl })),
};

async function failQodexRun(control, { testRunId }) {
	const { deliveries } = await control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 2 });
	return { runId: testRunId, deliveries };
}

/** Every platform, in each way that it has. */
export const senders = [currents, preclinical, qase, testclix, qodexSchedule, qodexCallback];
