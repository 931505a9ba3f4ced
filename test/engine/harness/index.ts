/**
 * Runs this package's nodes in the real n8n-core inside jest: WorkflowExecute, HookContext, WebhookContext,
 * LoadOptionsContext, RoutingNode, with n8n's own HTTP client, expressions, error classes and authentication. What the
 * n8n server itself does around them (registering webhooks, responding to deliveries, resuming by callback, testing
 * credentials, storing static data) is reimplemented here in the same way as in n8n 2.40.
 *
 * Import only from `./harness`: that also captures logs, sets up the table of duplicates and cleans up n8n's user
 * folder. All entry points accept `credentials` (type name -> entered data) and `credentialTypes` (instances of the
 * credential classes). A node gets each credential that it declares and for which there is data.
 *
 * - `nodeRun({ node, parameters, items, credentials, credentialTypes, continueOnFail })`: one node. A failing node does
 *   not throw; the result has `status`, `error` (the thrown instance), `json`, `outputs`, `stored`.
 * - `runWorkflow({ nodeTypes, workflow, input, mode, startNode })`: a workflow; `connect(['A', 'B'], ['A', 'C', 1])`
 *   builds connections; `test.start`, `test.noOp` and `test.set` are built in. `items(name)`, `output(name, index)`.
 * - Waiting: the status is `waiting`; then `run.resume()` ends the wait, `run.cancel()` is the Stop button. With
 *   `instance: await startInstance()` the resume URL can be called over HTTP; `await run.resumed` after such a
 *   callback.
 * - Stopping: `startNode` and `startWorkflow` return `{ cancel, finished }`; the options `signal` and `abortAfterMs`
 *   also stop an execution.
 * - `toolRun({ node, parameters, arguments, via })`: the node as the tool of an agent.
 * - `hooks({ node, parameters, staticData, mode, baseUrl, workflowId, webhookId })`: the webhook's lifecycle:
 *   `activate`, `restart`, `deactivate`, the single methods, `staticData`, `webhookUrl`.
 * - `deliver({ node, parameters, staticData, method, headers, query, body })`: one delivery over HTTP and its outcome.
 *   `startDelivery` returns the response early. `listen({ instance, ... })` receives deliveries of other servers.
 *   Rejects if n8n would respond twice or never.
 * - `polling({ node, parameters, staticData, budgetMs })`: a polling trigger: `activate`, `tick`, `test`, with static data
 *   stored when n8n stores them.
 * - `listSearch`, `loadOptions`, `nodeCredentialTest`: the editor's methods. `credentialTest`: the Test button.
 * - `logs.text('node')`: everything that nodes have logged in this test. `clearDuplicates()`: empties the table of
 *   duplicates.
 *
 * A test fails if a secret (a credential field of type password, or the `secret` in a trigger's static data) appears in
 * a log line, the console, an error, an item, a stored execution, a response or a list (see `secrets.ts`).
 *
 * Limits: one trigger per workflow in `hooks` and `deliver`; `responseMode: 'onReceived'`; no OAuth, no
 * pre-authentication, no expressions inside credentials, no sub-workflows, no scheduler.
 */
import { Container } from '@n8n/di';
import { DataDeduplicationService } from 'n8n-core';
import { rmSync } from 'node:fs';
import { provideDeduplication } from './deduplication';
import { captureLogs, logs } from './logs';
import { forgetSecrets, leaks, watchOutput } from './secrets';

export { credentialTest } from './credential-test';
export { clearDuplicates } from './deduplication';
export { deliver, listen, startDelivery } from './deliver';
export type { AnsweredDelivery, DeliverOptions, Delivery, Listener, RunningDelivery } from './deliver';
export type { EngineRun } from './engine-run';
export { hooks, type Hooks } from './hooks';
export { sendRequest, type Answer } from './http-client';
export { startInstance, type Instance } from './instance';
export { logs } from './logs';
export { listSearch, loadOptions, nodeCredentialTest } from './methods';
export { nodeRun, startNode, NODE_NAME, type NodeRun, type NodeRunOptions } from './node-run';
export { polling, type PollingOptions, type PollingTrigger } from './poll';
export { runWorkflow, startWorkflow, type RunningExecution, type WorkflowOptions } from './run-workflow';
export { toolRun, type ToolRun, type ToolRunOptions } from './tool-run';
export type { TriggerOptions } from './trigger';
export { connect, type WorkflowJson } from './workflow-json';

startAfresh();
captureLogs();
afterAll(watchOutput());

beforeAll(provideDeduplication);
beforeEach(logs.clear);
afterEach(() => {
	const found = leaks();
	forgetSecrets();
	expect(found).toEqual([]);
});
afterAll(() => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true }));

/** Resets the services of n8n-core, which an earlier test file of the same worker may have set up differently. */
function startAfresh(): void {
	Container.reset();
	Reflect.deleteProperty(DataDeduplicationService, 'instance');
}
