/** Activates the triggers of row 1 in a real n8n, each in a workflow of its own. */
import { randomUUID } from 'node:crypto';

import {
	currentsDeliveries,
	preclinicalDeliveries,
	qaseDeliveries,
	qodexDeliveries,
	testclixDeliveries,
	type DeliveryMaker,
} from './deliveries';
import { rowOf, type Playground } from './playground';

const CURRENTS_HEADER = 'x-test-runs-secret';

/** A trigger in an active workflow. */
export interface Active {
	name: string;
	workflowId: string;
	url: string;
	/** Headers to send in addition to those of the delivery. */
	headers: Record<string, string>;
}

/** Our trigger for a platform, and the deliveries for it. */
export interface Target extends Active {
	make: DeliveryMaker;
	/** Type of its credential. */
	credential: string;
	/** What handling a delivery needs besides n8n: nothing, a secret in the credential, or the run. */
	needs: 'nothing' | 'secret' | 'run';
	/** Where to read a run, without its ID. */
	runsUrl: string;
}

/** The trigger for Currents. Its secret is not in the credential, since it registers the webhook by itself. */
export async function currentsTarget(playground: Playground, fetchRun: boolean): Promise<Target> {
	const { control, currents } = playground.sandbox;
	const { projectId } = currents;
	const { run } = await control.currents.createRun({ projectId, deliver: false });
	await control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 3, deliver: false });
	const credential = 'testRunCurrentsApi';
	const name = `Currents, ${fetchRun ? 'reading the run' : 'without reading the run'}`;
	const trigger = await ownTrigger(playground, name, credential, {
		platform: 'currents',
		projectId: { __rl: true, mode: 'id', value: projectId },
		options: { fetchRun },
	});
	const registered = await control.currents.webhooks({ projectId });
	const { url, headers } = registered[registered.length - 1];
	const { [CURRENTS_HEADER]: secret } = JSON.parse(headers ?? '{}') as Record<string, string>;
	const make = currentsDeliveries(CURRENTS_HEADER, secret, run.runId);
	const needs = fetchRun ? 'run' : 'nothing';
	return { ...trigger, url, make, credential, needs, runsUrl: `${currents.baseUrl}/runs` };
}

/** The trigger for TestCLIX. The secret of the signature is in the credential. */
export async function testclixTarget(playground: Playground): Promise<Target> {
	const { testclix } = playground.sandbox;
	const credential = 'testRunTestClixApi';
	const name = 'TestCLIX, without reading the run';
	const trigger = await ownTrigger(playground, name, credential, {
		platform: 'testclix',
		options: { fetchRun: false },
	});
	const make = testclixDeliveries('x-clix-signature', testclix.webhookSecret);
	return { ...trigger, make, credential, needs: 'secret', runsUrl: '' };
}

/** The trigger for Qase. The secret that Qase sends is in the credential. */
export async function qaseTarget(playground: Playground): Promise<Target> {
	const credential = 'testRunQaseApi';
	const name = 'Qase, without reading the run';
	const trigger = await ownTrigger(playground, name, credential, {
		platform: 'qase',
		options: { fetchRun: false },
	});
	const make = qaseDeliveries('x-qase-secret', playground.sandbox.qase.webhookSecret);
	return { ...trigger, make, credential, needs: 'secret', runsUrl: '' };
}

/**
 * The trigger for Qodex, which signs nothing: reading the run is the verification.
 *
 * @param runs how many runs there are to deliver
 */
export async function qodexTarget(playground: Playground, runs: number): Promise<Target> {
	const { control, qodex } = playground.sandbox;
	const runIds: string[] = [];
	await control.qodex.nextRuns({ outcome: 'stuck', runs });
	for (let i = 0; i < runs; i++) {
		const { testRunId } = await control.qodex.startRun();
		await control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 2 });
		runIds.push(testRunId);
	}
	const credential = 'testRunQodexApi';
	const trigger = await ownTrigger(playground, 'Qodex, verifying by the run', credential, {
		platform: 'qodex',
	});
	const runsUrl = `${qodex.origin}/api/projects/${qodex.slug}/test-runs`;
	return { ...trigger, make: qodexDeliveries(qodex.slug, runIds), credential, needs: 'run', runsUrl };
}

/** The trigger for Preclinical, which reads the run too, since it documents no signature. `runs` as above. */
export async function preclinicalTarget(playground: Playground, runs: number): Promise<Target> {
	const { control, preclinical } = playground.sandbox;
	const runIds: string[] = [];
	// Before the trigger registers its webhook, which would be called for each of them.
	for (let i = 0; i < runs; i++) {
		const { id: runId } = await control.preclinical.createRun();
		await control.preclinical.finishRun({ runId, outcome: 'completed', failures: 2 });
		runIds.push(runId);
	}
	const credential = 'testRunPreclinicalApi';
	const trigger = await ownTrigger(playground, 'Preclinical, verifying by the run', credential, {
		platform: 'preclinical',
	});
	const [{ url }] = await control.preclinical.webhooks();
	const runsUrl = `${preclinical.baseUrl}/runs`;
	return { ...trigger, url, make: preclinicalDeliveries(runIds), credential, needs: 'run', runsUrl };
}

const BARE_NAMES: Record<Target['needs'], string> = {
	nothing: 'a trigger with the same credential that only hands the body on',
	secret: 'a trigger that only reads the same credential and hands the body on',
	run: 'a trigger that only reads the run with the same credential and hands both on',
};

/** A trigger that does as little with a delivery as any trigger with this credential can. */
export async function bareTrigger(playground: Playground, target: Target): Promise<Active> {
	const { credential, needs, runsUrl } = target;
	const parameters = {
		credential: needs === 'nothing' ? '' : credential,
		runsUrl: needs === 'run' ? runsUrl : '',
	};
	return await activeTrigger(playground, BARE_NAMES[needs], 'CUSTOM.bareTrigger', credential, parameters);
}

/** A Webhook node that accepts deliveries from anybody. */
export async function openWebhook(playground: Playground): Promise<Active> {
	return await webhook(playground, 'the core Webhook node with the same workflow behind it', {});
}

/** A Webhook node that requires a secret header, so that it verifies its sender like our trigger. */
export async function guardedWebhook(playground: Playground): Promise<Active> {
	const name = 'the same, verifying a secret by its Header Auth';
	const headers = { 'x-bench-secret': 'bench-only-secret' };
	const [[header, value]] = Object.entries(headers);
	const httpHeaderAuth = await playground.client.createCredential({
		name,
		type: 'httpHeaderAuth',
		data: { name: header, value },
	});
	const trigger = { parameters: { authentication: 'headerAuth' }, credentials: { httpHeaderAuth } };
	return { ...(await webhook(playground, name, trigger)), headers };
}

async function webhook(
	playground: Playground,
	name: string,
	{ parameters, credentials }: { parameters?: object; credentials?: object },
): Promise<Active> {
	const path = randomUUID();
	const workflowId = await activeWorkflow(playground, name, {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', ...parameters },
		credentials,
	});
	return { name, workflowId, url: `${playground.n8n.url}/webhook/${path}`, headers: {} };
}

async function ownTrigger(
	playground: Playground,
	name: string,
	credential: string,
	parameters: object,
): Promise<Active> {
	const all = { events: ['RUN_FINISH'], ...parameters };
	return await activeTrigger(playground, name, 'n8n-nodes-test-runs.testRunTrigger', credential, all);
}

async function activeTrigger(
	playground: Playground,
	name: string,
	type: string,
	credential: string,
	parameters: object,
): Promise<Active> {
	const webhookId = randomUUID();
	const credentials = { [credential]: playground.credentials[credential] };
	const trigger = { type, typeVersion: 1.1, webhookId, parameters, credentials };
	const workflowId = await activeWorkflow(playground, name, trigger);
	return { name, workflowId, url: `${playground.n8n.url}/webhook/${webhookId}/webhook`, headers: {} };
}

async function activeWorkflow(
	{ client }: Playground,
	name: string,
	trigger: { type: string; [more: string]: unknown },
): Promise<string> {
	const end = { name: 'End', type: 'n8n-nodes-base.noOp' };
	const { id } = await client.createWorkflow(rowOf(name, [{ name: 'Trigger', ...trigger }, end]));
	await client.activate(id);
	return id;
}
