import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { credentialsHelper, type CredentialSettings } from './credentials';
import { keepCredentialsSecret } from './secrets';

/** Settings that all entry points of the harness have. */
export interface EngineSettings extends CredentialSettings {
	/** Public base URL of the simulated n8n, without a trailing slash; default `http://localhost:5678`. */
	baseUrl?: string;
}

/** The default base URL of n8n. */
export const DEFAULT_BASE_URL = 'http://localhost:5678';

/** The services and URLs that n8n passes to each context of an execution. */
export function additionalData(
	settings: EngineSettings,
	overrides: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	const base = settings.baseUrl ?? DEFAULT_BASE_URL;
	keepCredentialsSecret(settings.credentialTypes, settings.credentials);
	return {
		credentialsHelper: credentialsHelper(settings),
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		instanceBaseUrl: `${base}/`,
		restApiUrl: `${base}/rest`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${base}/form-test`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		executeWorkflow: () => unavailable('Running another workflow'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: () => unavailable('The task runner'),
		logAiEvent: () => undefined,
		...overrides,
	};
}

function unavailable(what: string): never {
	throw new Error(`${what} is not available in the engine harness`);
}
