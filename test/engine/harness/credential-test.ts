import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	ICredentialType,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { additionalData } from './additional-data';
import { credentialsHelper, withDefaults } from './credentials';
import { nodeTypesOf } from './node-types';
import { noting } from './secrets';
import { instantiate, storedWorkflow } from './workflow-json';

const TYPE = 'test.credentialTest';

/**
 * Sends a credential's declarative `test` request over HTTP, like the Test button: fills in defaults, applies
 * `authenticate`, resolves expressions and checks `rules`. The message in the result is what the user sees.
 */
export async function credentialTest(options: {
	credentialType: ICredentialType;
	/** The data as the user enters it. */
	data: ICredentialDataDecryptedObject;
}): Promise<INodeCredentialTestResult> {
	return await noting('credential test', async () => await perform(options.credentialType, options.data));
}

async function perform(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const test = type.test as ICredentialTestRequest | undefined;
	if (test === undefined)
		return { status: 'Error', message: 'No testing function found for this credential.' };
	const settings = { credentialTypes: [type], credentials: { [type.name]: data } };
	const filled = withDefaults(credentialsHelper(settings).getCredentialsProperties(type.name), data);
	const decrypted: ICredentialsDecrypted = {
		id: type.name,
		name: type.displayName,
		type: type.name,
		data: filled,
	};
	try {
		const output = await routing(type, test, decrypted, settings).runNode();
		return bodyRuleBroken(test, output?.[0]?.[0]) ?? { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return failure(test, error as HttpFailure);
	}
}

/** n8n tests a credential by running a node that only sends the test request. */
function routing(
	type: ICredentialType,
	test: ICredentialTestRequest,
	decrypted: ICredentialsDecrypted,
	settings: Parameters<typeof additionalData>[0],
): RoutingNode {
	const node = nodeThatTests(type, test);
	const nodeTypes = nodeTypesOf({ [TYPE]: node });
	const stored = storedWorkflow({ nodes: [{ name: 'Temp-Node', type: TYPE }] }, nodeTypes, settings);
	const workflow = instantiate(stored, nodeTypes);
	const temporary = workflow.getNode('Temp-Node') as INode;
	const context = new ExecuteContext(
		workflow,
		temporary,
		additionalData(settings, { currentNodeParameters: temporary.parameters }),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: temporary, data: {}, source: null },
		[],
	);
	return new RoutingNode(context, node, decrypted);
}

function nodeThatTests(type: ICredentialType, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Credential test',
			name: 'credentialTest',
			group: ['transform'],
			version: 1,
			description: 'Runs the test request of a credential',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

function bodyRuleBroken(
	{ rules }: ICredentialTestRequest,
	item: INodeExecutionData | undefined,
): INodeCredentialTestResult | null {
	for (const rule of rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		const actual = key
			.split('.')
			.reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], item?.json);
		if (actual === value) return { status: 'Error', message };
	}
	return null;
}

interface HttpFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function failure({ rules }: ICredentialTestRequest, error: HttpFailure): INodeCredentialTestResult {
	const response = error.cause?.response;
	if (response === undefined) return { status: 'Error', message: error.cause?.code ?? error.message };
	for (const rule of rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'Error', message: response.statusText || `Received HTTP status code: ${response.status}` };
}
