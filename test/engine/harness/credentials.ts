import { deepCopy, isExpression, NodeHelpers, UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeProperties,
	Workflow,
} from 'n8n-workflow';

/** The credentials that an execution may use. */
export interface CredentialSettings {
	/** Credential type name -> the data as the user entered it. Each entry becomes one stored credential. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Instances of the credential classes, whose `authenticate` and `properties` are used. */
	credentialTypes?: ICredentialType[];
}

/**
 * Replaces n8n's own CredentialsHelper, which needs the database. For stored credentials it behaves in the same way: it
 * fills in defaults from `properties`, removes hidden and unknown fields, resolves generic `authenticate` blocks with
 * the workflow's expression engine, and calls functions directly. Expressions in credential data, OAuth and
 * pre-authentication are not used by this package and cause an error.
 */
export function credentialsHelper(settings: CredentialSettings): ICredentialsHelper {
	const types = new Map((settings.credentialTypes ?? []).map((type) => [type.name, type]));
	const properties = (name: string) => allProperties(types, name);
	return {
		getParentTypes: (name) => parentTypes(types, name),
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: properties,
		getDecrypted: async (_additionalData, stored, type, _mode, _executeData, raw) => {
			const data = storedData(settings, stored.id, type);
			return raw === true ? data : withDefaults(properties(type), data);
		},
		authenticate: async (credentials, typeName, options, workflow, node) =>
			await authenticate(
				typeOf(types, typeName),
				credentials,
				options as IHttpRequestOptions,
				workflow,
				node,
			),
		preAuthentication: async (_helpers, _credentials, typeName) => refusePreAuthentication(types, typeName),
		runPreAuthentication: async (_helpers, _credentials, typeName) =>
			refusePreAuthentication(types, typeName),
		getCredentials: () => unsupported('getCredentials'),
		updateCredentials: () => unsupported('updateCredentials'),
		updateCredentialsOauthTokenData: () => unsupported('updateCredentialsOauthTokenData'),
	};
}

/**
 * Fills in defaults and removes fields that the type does not display, as n8n does before a node receives the
 * credentials.
 */
export function withDefaults(
	properties: INodeProperties[],
	data: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const copy = deepCopy(data) as Parameters<typeof NodeHelpers.getNodeParameters>[1];
	return NodeHelpers.getNodeParameters(
		properties,
		copy,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
}

/**
 * The references to stored credentials for a node: for each credential type that it declares and that has data. The id
 * is the name of the type; {@link credentialsHelper} finds the data by it.
 */
export function credentialReferences(
	declared: Array<{ name: string }> | undefined,
	settings: CredentialSettings,
): NonNullable<INode['credentials']> {
	const available = (declared ?? []).filter(({ name }) => settings.credentials?.[name] !== undefined);
	return Object.fromEntries(available.map(({ name }) => [name, { id: name, name: `Test ${name}` }]));
}

function storedData(settings: CredentialSettings, id: string | null, type: string) {
	const data = id === null ? undefined : settings.credentials?.[id];
	if (data === undefined)
		throw new UserError(`Credential with ID "${id}" does not exist for type "${type}".`);
	return deepCopy(data);
}

async function authenticate(
	type: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	workflow?: Workflow,
	node?: INode,
): Promise<IHttpRequestOptions> {
	if (typeof type.authenticate === 'function') return await type.authenticate(credentials, options);
	if (type.authenticate === undefined) return options;
	if (!workflow || !node) throw new Error('Declarative authentication needs a workflow and a node');
	options.headers ??= {};
	const resolve = (value: unknown) => resolveText(value, credentials, workflow, node);
	const target = options as unknown as Record<string, Record<string, unknown>>;
	for (const [part, values] of Object.entries(type.authenticate.properties)) {
		target[part] ||= {};
		for (const [name, value] of Object.entries(values ?? {})) {
			target[part][String(resolve(name))] = resolve(value);
		}
	}
	return options;
}

function resolveText(
	value: unknown,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): unknown {
	if (typeof value !== 'string' || !isExpression(value)) return value;
	const keys = { $credentials: credentials } as unknown as Parameters<
		Workflow['expression']['getSimpleParameterValue']
	>[3];
	const resolved = workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '');
	return resolved ? String(resolved) : '';
}

function parentTypes(types: Map<string, ICredentialType>, name: string): string[] {
	const direct = types.get(name)?.extends ?? [];
	return direct.flatMap((parent) => [parent, ...parentTypes(types, parent)]);
}

function allProperties(types: Map<string, ICredentialType>, name: string): INodeProperties[] {
	const type = typeOf(types, name);
	if (type.extends === undefined) return type.properties;
	const combined: INodeProperties[] = [];
	for (const parent of type.extends) NodeHelpers.mergeNodeProperties(combined, allProperties(types, parent));
	NodeHelpers.mergeNodeProperties(combined, type.properties);
	return combined;
}

function typeOf(types: Map<string, ICredentialType>, name: string): ICredentialType {
	const type = types.get(name);
	if (type === undefined) throw new Error(`Pass an instance of credential type "${name}" in credentialTypes`);
	return type;
}

function refusePreAuthentication(types: Map<string, ICredentialType>, name: string): undefined {
	if (types.get(name)?.preAuthentication !== undefined) unsupported('preAuthentication');
	return undefined;
}

function unsupported(what: string): never {
	throw new Error(`The engine harness does not support ${what}`);
}
