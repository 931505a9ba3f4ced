import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { describeToy, text } from './toys';

/** A trigger that registers its URL at `url`. `answer` in the query or body of a delivery says how to respond to it. */
export const toyTrigger: INodeType = {
	description: describeToy('toyTrigger', {
		group: ['trigger'],
		inputs: [],
		properties: [text('url')],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
	}),
	webhookMethods: {
		default: {
			async checkExists(this: IHookFunctions) {
				return this.getWorkflowStaticData('node').id !== undefined;
			},
			async create(this: IHookFunctions) {
				const data = this.getWorkflowStaticData('node');
				data.id = 'hook-1';
				await call(this, 'PUT', { webhookUrl: this.getNodeWebhookUrl('default') });
				return true;
			},
			async delete(this: IHookFunctions) {
				await call(this, 'DELETE', { id: this.getWorkflowStaticData('node').id });
				return true;
			},
		},
	},
	async webhook() {
		const body = this.getBodyData() ?? {};
		const kind = String((this.getQueryData() as IDataObject).answer ?? body.answer);
		this.getWorkflowStaticData('node').last = kind;
		return await answer(this, kind, [[{ json: { ...body } }]]);
	},
};

async function call(node: IHookFunctions, method: 'PUT' | 'DELETE', body: IDataObject): Promise<void> {
	const { baseUrl } = await node.getCredentials('toyApi');
	const url = `${String(baseUrl)}${String(node.getNodeParameter('url'))}`;
	await node.helpers.httpRequestWithAuthentication.call(node, 'toyApi', { method, url, body });
}

async function answer(
	node: IWebhookFunctions,
	kind: string,
	workflowData: INodeExecutionData[][],
): Promise<IWebhookResponseData> {
	const res = node.getResponseObject();
	switch (kind) {
		case 'quiet':
			return {};
		case 'ownBody':
			return { webhookResponse: bodyOf(node) };
		case 'refuse':
			res.status(401).send('Unauthorized');
			return { noWebhookResponse: true };
		case 'early':
			res.status(202).json({ accepted: true });
			await new Promise((resolve) => res.on('close', resolve));
			return { noWebhookResponse: true, workflowData };
		case 'twice':
			res.status(200).end('once');
			return { workflowData };
		case 'never':
			return { noWebhookResponse: true };
		case 'throw':
			throw new Error('The webhook went wrong');
		default:
			return { workflowData };
	}
}

function bodyOf(node: IWebhookFunctions): IDataObject {
	const { rawBody, body } = node.getRequestObject() as { rawBody?: Buffer; body?: IDataObject };
	return { raw: rawBody?.toString() ?? null, parsed: body ?? null };
}
