import { setTimeout as sleep } from 'node:timers/promises';

/**
 * One way in which a platform sends deliveries to the Test Run Trigger.
 *
 * @typedef {object} Sender
 * @property {string} name
 * @property {string} platform
 * @property {string} credential type
 * @property {(sandbox: any) => object} [parameters] parameters of the trigger besides platform and events
 * @property {(sandbox: any) => Promise<string[]>} [registered] URLs of the webhooks at the platform, if the trigger
 *   registers them
 * @property {(sandbox: any, url: string) => Promise<unknown>} [setUp] sets up the webhook at the platform with the
 *   production URL, if users do this by hand
 * @property {(sandbox: any, url: string) => Promise<Failed>} fail makes a run fail and delivers that
 * @property {(sandbox: any, delivery: any) => Promise<object> | object} [forged] changes that a sender who does not
 *   know the secret would make to a delivery; absent if there is no secret
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
		// TestCLIX identifies a run by the second of its start, and two runs of a test never start in the same second.
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

/** All platforms, with all the ways in which they send deliveries. */
export const senders = [currents, preclinical, qase, testclix, qodexSchedule, qodexCallback];
