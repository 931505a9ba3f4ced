import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IWebhookResponseData,
} from 'n8n-workflow';

/** Small nodes of a made-up service, for testing the harness itself. */

/** A text field. */
export const text = (name: string, value = ''): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: value,
});

/** The description of a node that uses the toy credential. */
export const describeToy = (name: string, own: Partial<INodeTypeDescription>): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: 'Toy',
	defaults: { name },
	inputs: ['main'],
	outputs: ['main'],
	credentials: [{ name: 'toyApi', required: true }],
	properties: [],
	...own,
});

/** Bearer authentication and a test request, both declarative. */
export const toyApi: ICredentialType = {
	name: 'toyApi',
	displayName: 'Toy API',
	properties: [text('apiKey'), text('baseUrl', 'http://127.0.0.1')],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	},
	test: {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/me' },
		rules: [{ type: 'responseCode', properties: { value: 401, message: 'The key is wrong' } }],
	},
};

/** Like {@link toyApi}, but the rules check the body of the response. */
export const toyApiByBody: ICredentialType = {
	...toyApi,
	test: {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/me' },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'account.active', value: false, message: 'The account is closed' },
			},
		],
	},
};

/** Requests `url` once per item. Waits for `waitMinutes` if that is set; a callback with `done` resumes the execution. */
export const toyAction: INodeType = {
	description: {
		...describeToy('toyAction', { usableAsTool: true }),
		properties: [text('url'), { displayName: 'Wait', name: 'waitMinutes', type: 'number', default: 0 }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '',
				isFullPath: true,
				restartWebhook: true,
			},
		],
	},
	async execute() {
		const items = this.getInputData();
		const output: INodeExecutionData[] = [];
		for (let item = 0; item < items.length; item++) output.push(await get(this, item));
		const minutes = this.getNodeParameter('waitMinutes', 0) as number;
		if (minutes > 0) await this.putExecutionToWait(new Date(Date.now() + minutes * 60_000));
		return [output];
	},
	async webhook(): Promise<IWebhookResponseData> {
		const body = this.getBodyData();
		if (body.explode === true) throw new Error('The callback went wrong');
		if (body.done !== true) return { webhookResponse: { ignored: true } };
		const url = this.getNodeParameter('url') as string;
		return { workflowData: [[{ json: { calledBack: true, url }, pairedItem: { item: 0 } }]] };
	},
	methods: {
		credentialTest: {
			async toyApiTest(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted) {
				const body = (await this.helpers.request({ uri: `${String(data?.baseUrl)}/me`, json: true })) as {
					name: string;
				};
				return { status: 'OK', message: `Hello ${body.name}` };
			},
		},
		loadOptions: {
			async getColours(this: ILoadOptionsFunctions) {
				const url = this.getCurrentNodeParameter('url') as string;
				const colours = (await this.helpers.httpRequestWithAuthentication.call(this, 'toyApi', {
					url,
				})) as { names: string[] };
				return colours.names.map((name) => ({ name, value: name }));
			},
		},
		listSearch: {
			async findThings(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				return {
					results: [{ name: `${filter} of page ${paginationToken}`, value: 1 }],
					paginationToken: '2',
				};
			},
		},
	},
};

/** Outputs `$execution.resumeUrl` and the items that the deduplication helper reports as new. */
export const toyEngineUser: INodeType = {
	description: describeToy('toyEngineUser', { credentials: [] }),
	async execute() {
		const resumeUrl = this.evaluateExpression('{{ $execution.resumeUrl }}', 0);
		const { new: fresh } = await this.helpers.checkProcessedItemsAndRecord(
			'id',
			this.getInputData().map(({ json }) => json),
			'node',
			{ mode: 'entries', maxEntries: 3 },
		);
		return [(fresh as IDataObject[]).map((json) => ({ json: { ...json, resumeUrl } }))];
	},
};

async function get(node: IExecuteFunctions, item: number): Promise<INodeExecutionData> {
	const url = node.getNodeParameter('url', item) as string;
	node.logger.info('Getting', { url });
	try {
		const json = (await node.helpers.httpRequestWithAuthentication.call(node, 'toyApi', {
			url,
		})) as IDataObject;
		return { json: { ...json, isTool: node.isToolExecution() }, pairedItem: { item } };
	} catch (error) {
		if (!node.continueOnFail()) throw error;
		return { json: { error: (error as Error).message }, pairedItem: { item } };
	}
}
