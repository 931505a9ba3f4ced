import { randomUUID } from 'node:crypto';
import { reactToRun, startQodexRunAndDecide, testRun, TRIGGER } from '../../workflows.mjs';

/** Long enough that a worker can be killed during that time. */
const SECONDS_A_DECISION_TAKES = 1;

/** Name of the node that drops duplicates. */
export const DROP_DUPLICATES = 'Drop Duplicates';

/** Name of the node that continues to wait for a run that is still running. */
const WAIT_AGAIN = 'Wait for Run';

/**
 * A workflow: TestCLIX trigger -> Gate -> one node for each verdict; the one for Passed takes a second.
 *
 * @param {{ credentials: Record<string, import('../../../../scripts/lib/n8n-client.mjs').Reference>, webhookId: string
 *   }} options
 * @returns {import('../../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function deciding(options) {
	const workflow = reactToTestClix('TestCLIX: decide, and take a moment', options);
	const passed = workflow.nodes.find(({ name }) => name === 'Passed');
	const parameters = { amount: SECONDS_A_DECISION_TAKES, unit: 'seconds' };
	Object.assign(passed, {
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters,
		webhookId: randomUUID(),
	});
	return workflow;
}

/**
 * A workflow: TestCLIX trigger -> Gate -> one node for each verdict.
 *
 * @param {string} name of the workflow
 * @param {{ credentials: Record<string, import('../../../../scripts/lib/n8n-client.mjs').Reference>, webhookId: string
 *   }} options
 * @returns {import('../../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function reactToTestClix(name, { credentials, webhookId }) {
	return reactToRun({
		name,
		// Do not read the run: that is not tested here, and the sandbox does not know these tests.
		parameters: { platform: 'testclix', events: ['RUN_FINISH'], options: { fetchRun: false } },
		credentials: { testRunTestClixApi: credentials.testRunTestClixApi },
		webhookId,
	});
}

/**
 * A workflow: TestCLIX trigger -> Drop Duplicates -> Gate -> one node for each verdict.
 *
 * @param {{ credentials: Record<string, import('../../../../scripts/lib/n8n-client.mjs').Reference>, webhookId: string
 *   }} options
 * @returns {import('../../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function withoutDuplicates(options) {
	const workflow = reactToTestClix('TestCLIX: without duplicates', options);
	workflow.nodes.push(testRun(DROP_DUPLICATES, { resource: 'any', operation: 'dropDuplicates' }, {}));
	workflow.connections[DROP_DUPLICATES] = workflow.connections[TRIGGER];
	workflow.connections[TRIGGER] = { main: [[to(DROP_DUPLICATES)]] };
	return workflow;
}

/**
 * A workflow: Webhook -> start a Qodex run and wait for it -> Gate -> if it is still running, wait again.
 *
 * @param {{ path: string, waitMode: 'poll' | 'suspend' | 'callback', credentials: Record<string,
 *   import('../../../../scripts/lib/n8n-client.mjs').Reference> }} options
 * @returns {import('../../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function awaiting({ path, waitMode, credentials }) {
	const workflow = startQodexRunAndDecide({ path, credentials });
	workflow.nodes.find(({ name }) => name === 'Start Run and Wait').parameters.waitMode = waitMode;
	const parameters = {
		resource: 'qodex',
		operation: 'waitForRun',
		runId: '={{ $json.id }}',
		waitMode: 'suspend',
		timeoutMinutes: 10,
	};
	const { testRunQodexApi } = credentials;
	workflow.nodes.push(testRun(WAIT_AGAIN, parameters, { testRunQodexApi }));
	workflow.connections['Still Running'] = { main: [[to(WAIT_AGAIN)]] };
	workflow.connections[WAIT_AGAIN] = { main: [[to('Gate')]] };
	return { ...workflow, name: `Qodex: wait by ${waitMode}` };
}

function to(node) {
	return { node, type: 'main', index: 0 };
}
