import { parse as parseForm } from 'node:querystring';
import { WebhookContext } from 'n8n-core';
import { jsonParse } from 'n8n-workflow';
import type {
	INode,
	IRunExecutionData,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { WebhookRequest, WebhookResponse } from './express';
import { noting } from './secrets';
import { webhookProperty } from './trigger';

/** One call of a node's webhook() by n8n. */
export interface WebhookCall {
	workflow: Workflow;
	node: INode;
	webhook: IWebhookData;
	services: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
	/** The data of the waiting execution if this call may resume one, otherwise null. */
	runExecutionData: IRunExecutionData | null;
	/** Called whenever n8n would store static data. */
	saveStaticData(): void;
	/** Removes the raw body before the node is called. */
	dropRawBody?: boolean;
}

/** The outcome of a call. */
export interface WebhookOutcome {
	/** What webhook() returned; null if it threw or was not called. */
	returned: IWebhookResponseData | null;
	/** What webhook() threw. n8n then responds with status 500 and starts an execution that fails. */
	error: Error | null;
	/** Whether the HTTP response was complete before webhook() settled. */
	answeredBeforeReturn: boolean;
	/** A problem that n8n would have logged: a second response, or none at all. Null if there is none. */
	fault: string | null;
}

/**
 * Calls webhook() and responds to the sender as n8n does. `start` is called where n8n starts (or resumes) the
 * execution, before it responds. Supports only `responseMode: 'onReceived'`.
 */
export async function answerWebhook(
	call: WebhookCall,
	req: WebhookRequest,
	res: WebhookResponse,
	start: (data: NonNullable<IWebhookResponseData['workflowData']>) => void,
): Promise<WebhookOutcome> {
	const outcome: WebhookOutcome = { returned: null, error: null, answeredBeforeReturn: false, fault: null };
	try {
		await parseBody(req, call.node.typeVersion);
	} catch (error) {
		const hint = (error as Error).message;
		res.status(422).json({ code: 422, message: 'Failed to parse request body', hint });
		return outcome;
	}
	if (call.dropRawBody) delete req.rawBody;
	try {
		outcome.returned = await callNode(call, req, res);
	} catch (error) {
		outcome.error = error as Error;
	}
	outcome.answeredBeforeReturn = res.writableEnded;
	if (outcome.returned === null) answerFailure(res);
	else outcome.fault = answerResult(call, outcome.returned, res, start);
	return outcome;
}

async function callNode(call: WebhookCall, req: WebhookRequest, res: WebhookResponse) {
	const { workflow, node, webhook, mode, runExecutionData } = call;
	const services = { ...call.services, httpRequest: req, httpResponse: res };
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (type.webhook === undefined) throw new Error('Node does not have any webhooks defined');
	const context = new WebhookContext(workflow, node, services, mode, webhook, [], runExecutionData);
	const { webhook: take } = type;
	return await noting('webhook()', async () => await take.call(context));
}

function answerFailure(res: WebhookResponse): void {
	if (res.headersSent) return;
	res.status(500).json({ code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' });
}

function answerResult(
	call: WebhookCall,
	result: IWebhookResponseData,
	res: WebhookResponse,
	start: (data: NonNullable<IWebhookResponseData['workflowData']>) => void,
): string | null {
	const isAnswered = result.noWebhookResponse === true;
	if (isAnswered || result.workflowData === undefined) call.saveStaticData();
	if (result.workflowData !== undefined) start(result.workflowData);
	if (isAnswered) return res.writableEnded ? null : neverAnswered(res);
	if (res.headersSent)
		return 'n8n answers a second time: webhook() answered but did not say noWebhookResponse';
	const body = result.workflowData === undefined ? quietBody(result) : startedBody(call, result);
	const code = Number(responseProperty(call, 'responseCode', 200));
	if (typeof body === 'string') res.status(code).send(body);
	else res.status(code).json(body);
	return null;
}

function neverAnswered(res: WebhookResponse): string {
	res.destroy();
	return 'the sender gets no answer: webhook() said noWebhookResponse but did not end the response';
}

function quietBody({ webhookResponse }: IWebhookResponseData): unknown {
	return webhookResponse === undefined ? { message: 'Webhook call received' } : webhookResponse;
}

function startedBody(call: WebhookCall, { webhookResponse }: IWebhookResponseData): unknown {
	const mode = responseProperty(call, 'responseMode', 'onReceived');
	if (mode !== 'onReceived') throw new Error(`The engine harness has no response mode ${String(mode)}`);
	const responseData = responseProperty(call, 'responseData', 'firstEntryJson');
	if (responseData === 'noData') return undefined;
	if (responseData) return responseData;
	return webhookResponse === undefined ? { message: 'Workflow was started' } : webhookResponse;
}

function responseProperty(
	{ workflow, node, webhook }: WebhookCall,
	property: 'responseCode' | 'responseMode' | 'responseData',
	fallback: string | number,
): unknown {
	return webhookProperty(workflow, node, webhook.webhookDescription, property, fallback);
}

/** Media types whose bodies n8n reads before it calls a webhook node of a version above 1. */
const READ_UNASKED = /^(application\/(json|x-www-form-urlencoded)|text\/plain)|[/+]xml$/;

async function parseBody(req: WebhookRequest, typeVersion: number): Promise<void> {
	const type = req.contentType ?? '';
	if (type.startsWith('multipart/') || (typeVersion > 1 && !READ_UNASKED.test(type))) return;
	await req.readRawBody();
	if (!req.rawBody?.length) return;
	const text = req.rawBody.toString(req.encoding).replace(/^\uFEFF/, '');
	if (type === 'application/json') req.body = jsonParse(text);
	else if (type === 'application/x-www-form-urlencoded') req.body = parseForm(text);
	else if (type === 'text/plain') req.body = req.rawBody.toString(req.encoding);
}
