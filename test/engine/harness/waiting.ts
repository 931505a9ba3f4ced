import type { INode, IRunExecutionData } from 'n8n-workflow';
import { additionalData } from './additional-data';
import { answerWebhook } from './answer';
import { claim, type EngineRun } from './engine-run';
import { deserialize, type Execution } from './execution';
import type { WebhookRequest, WebhookResponse } from './express';
import type { Instance } from './instance';
import { nodeWebhooks } from './trigger';
import { instantiate } from './workflow-json';

/** A running or stored execution whose resume URL can be called. */
export interface WaitingEntry {
	execution: Execution;
	/** The token in its resume URL. */
	resumeToken: string | undefined;
	/** The latest outcome; null while it is running. */
	run: EngineRun | null;
	/** Continues the execution. After that, `run` is null until the execution has ended or waits again. */
	continueWith(data: IRunExecutionData): void;
}

/**
 * Serves an execution's resume URL like n8n's waiting webhooks: 401 without its token, 409 while it is running or after
 * it has ended, otherwise webhook() of the waiting node. If that returns workflowData, the execution is resumed.
 */
export function serveResumeUrl(instance: Instance, entry: WaitingEntry): void {
	instance.serve(`/webhook-waiting/${entry.execution.id}`, async (req, res) => {
		const { id } = entry.execution;
		if (req.query.signature !== entry.resumeToken)
			return void res.status(401).json({ error: 'Invalid token' });
		if (entry.run === null) return conflict(res, `The execution "${id}" is running already.`);
		if (entry.run.error) return conflict(res, `The execution "${id}" has finished with error.`);
		if (entry.run.status !== 'waiting') return conflict(res, `The execution "${id}" has finished already.`);
		await callWaitingNode(entry, entry.run, req, res);
	});
}

async function callWaitingNode(
	entry: WaitingEntry,
	run: EngineRun,
	req: WebhookRequest,
	res: WebhookResponse,
): Promise<void> {
	const { execution } = entry;
	const data = deserialize(run.stored);
	const opened = openWaiting(execution, data);
	const webhook = opened.webhooks.find(
		({ httpMethod, path, webhookDescription }) =>
			httpMethod === req.method && path === '' && webhookDescription.restartWebhook === true,
	);
	if (webhook === undefined) return noWebhook(res, execution.id);
	const continueWith = (next: IRunExecutionData) => {
		claim(run);
		entry.continueWith(next);
	};
	const call = { ...opened, webhook, mode: execution.mode, runExecutionData: data, saveStaticData };
	const outcome = await answerWebhook(call, req, res, (items) => continueWith(resumedWith(data, items)));
	if (outcome.error) continueWith(brokenBy(outcome.error, data, opened.node));
	if (outcome.fault) throw new Error(outcome.fault);
}

function openWaiting(execution: Execution, data: IRunExecutionData) {
	const { id, stored, nodeTypes, settings, mode } = execution;
	const workflow = instantiate(stored, nodeTypes, mode !== 'manual');
	const node = prepareResume(data, (name) => workflow.getNode(name));
	const services = additionalData(settings, { executionId: id, workflowId: stored.id });
	return { workflow, node, services, webhooks: nodeWebhooks(workflow, node, services) };
}

/** Disables the waiting node, so that the engine only outputs the node's input. */
function prepareResume(data: IRunExecutionData, nodeByName: (name: string) => INode | null): INode {
	const [waiting] = data.executionData?.nodeExecutionStack ?? [];
	const { lastNodeExecuted = '', runData } = data.resultData;
	const node = nodeByName(lastNodeExecuted);
	if (waiting === undefined || node === null) throw new Error('Could not find node to process webhook.');
	waiting.node.disabled = true;
	data.waitTill = undefined;
	runData[lastNodeExecuted]?.pop();
	return node;
}

function resumedWith(data: IRunExecutionData, items: unknown): IRunExecutionData {
	const [waiting] = data.executionData?.nodeExecutionStack ?? [];
	if (waiting === undefined) throw new Error('The execution has nothing to resume');
	waiting.data.main = items as typeof waiting.data.main;
	waiting.metadata = { ...waiting.metadata, forwardAllOutputs: true };
	return data;
}

/** What n8n does if webhook() throws: it runs the nodes after it with `{}`, and the execution fails. */
function brokenBy(error: Error, data: IRunExecutionData, node: INode): IRunExecutionData {
	const broken = resumedWith(data, [[{ json: {} }]]);
	const resultError = { ...error, message: error.message, stack: error.stack };
	broken.resultData = {
		runData: {},
		lastNodeExecuted: node.name,
		error: resultError as unknown as typeof data.resultData.error,
	};
	return broken;
}

function conflict(res: WebhookResponse, message: string): void {
	res.status(409).json({ code: 409, message });
}

function noWebhook(res: WebhookResponse, id: string): void {
	const what = 'a waiting webhook with a matching path/method';
	res
		.status(404)
		.json({ code: 404, message: `The workflow for execution "${id}" does not contain ${what}.` });
}

function saveStaticData(): void {
	// A waiting webhook does not store static data itself; the resumed execution does.
}
