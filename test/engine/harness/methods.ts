import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { additionalData, type EngineSettings } from './additional-data';
import { nodeTypesOf } from './node-types';
import { noting } from './secrets';
import { typeNameOf } from './trigger';
import { instantiate, storedWorkflow } from './workflow-json';

/** What the editor sends to get a list from a node. */
export interface MethodOptions extends EngineSettings {
	node: INodeType;
	/** Full type name; default `n8n-nodes-test-runs.<name>`. */
	type?: string;
	/** Name of the method in `methods.listSearch` or `methods.loadOptions`. */
	method: string;
	/** The node's parameters as set in the editor; defaults are added. */
	parameters?: INodeParameters;
	/** Path of the parameter that the list is for, as the editor sends it; it decides what a path with `&` means. */
	path?: string;
}

/**
 * Runs a search of a resource locator with the real LoadOptionsContext. As in n8n, a numeric token is returned as text.
 */
export async function listSearch(
	options: MethodOptions & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const method = options.node.methods?.listSearch?.[options.method];
	if (method === undefined) throw new Error(`The node has no listSearch method "${options.method}"`);
	const { filter, paginationToken } = options;
	const result = await noting(
		options.method,
		async () => await method.call(contextOf(options), filter, paginationToken),
	);
	const token: unknown = result.paginationToken;
	return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
}

/** Runs a `loadOptions` method with the real LoadOptionsContext. */
export async function loadOptions(options: MethodOptions): Promise<INodePropertyOptions[]> {
	const method = options.node.methods?.loadOptions?.[options.method];
	if (method === undefined) throw new Error(`The node has no loadOptions method "${options.method}"`);
	return await noting(options.method, async () => await method.call(contextOf(options)));
}

/** Runs a `methods.credentialTest` function with the real CredentialTestContext. */
export async function nodeCredentialTest(options: {
	node: INodeType;
	method: string;
	/** Credential type name. */
	type: string;
	data: ICredentialDataDecryptedObject;
}): Promise<INodeCredentialTestResult> {
	const method = options.node.methods?.credentialTest?.[options.method];
	if (method === undefined) throw new Error(`The node has no credentialTest method "${options.method}"`);
	const { type, data } = options;
	return await method.call(new CredentialTestContext(additionalData({})), {
		id: type,
		name: type,
		type,
		data,
	});
}

function contextOf(options: MethodOptions): LoadOptionsContext {
	const type = options.type ?? typeNameOf(options.node);
	const nodeTypes = nodeTypesOf({ [type]: options.node });
	const nodes = [{ name: 'Temp-Node', type, parameters: options.parameters }];
	const workflow = instantiate(storedWorkflow({ nodes }, nodeTypes, options), nodeTypes);
	const node = workflow.getNode('Temp-Node') as INode;
	const services = additionalData(options, { currentNodeParameters: node.parameters });
	return new LoadOptionsContext(workflow, node, services, options.path ?? 'parameters');
}
