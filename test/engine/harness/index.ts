/**
 * Runs this package's nodes in the real n8n-core inside jest: WorkflowExecute, HookContext, WebhookContext,
 * LoadOptionsContext, RoutingNode, with n8n's own HTTP client, expressions, error classes and authentication.
 * What the n8n server itself adds around them (registering webhooks, answering a delivery, resuming by
 * callback, testing a credential, storing static data) is re-made here after n8n 2.40.
 *
 * Import from `./harness` only: doing so captures logs, provides the duplicate table and cleans up n8n's user
 * folder. Every entry point takes `credentials` (type name -> entered data) and `credentialTypes` (instances of
 * the credential classes); a node gets each credential that it declares and that has data.
 *
 * - `nodeRun({ node, parameters, items, credentials, credentialTypes, continueOnFail })`: one node.
 *   A failure is a result: `status`, `error` (the thrown instance), `json`, `outputs`, `stored`.
 * - `runWorkflow({ nodeTypes, workflow, input, mode, startNode })`: a workflow; `connect(['A', 'B'], ['A', 'C', 1])`
 *   makes connections; `test.start`, `test.noOp` and `test.set` are built in. `items(name)`, `output(name, index)`.
 * - Waiting: status `waiting`, then `run.resume()` is the timeout, `run.cancel()` the Stop button. With
 *   `instance: await startInstance()` the resume URL is really served: `await run.resumed` after a callback.
 * - Stopping: `startNode` / `startWorkflow` give `{ cancel, finished }`; `signal` and `abortAfterMs` do, too.
 * - `toolRun({ node, parameters, arguments, via })`: the node as the tool of an agent.
 * - `hooks({ node, parameters, staticData, mode, baseUrl, workflowId, webhookId })`: the webhook's lifecycle:
 *   `activate`, `restart`, `deactivate`, the single methods, `staticData`, `webhookUrl`.
 * - `deliver({ node, parameters, staticData, method, headers, query, body })`: one delivery over HTTP and what
 *   became of it. `startDelivery` hands over the answer early. `listen({ instance, ... })` lets other servers
 *   deliver. A delivery that n8n would answer twice or never rejects.
 * - `listSearch`, `loadOptions`, `nodeCredentialTest`: the editor's methods. `credentialTest`: the Test button.
 * - `logs.text('node')`: all that nodes logged in this test. `clearDuplicates()`: an empty duplicate table.
 *
 * Every test fails that lets a secret out: a credential field of type password, or the `secret` in a trigger's static
 * data, in a log line, the console, an error, an item, a stored execution, an answer or a list (`secrets.ts`).
 *
 * Limits: one trigger per workflow in `hooks` and `deliver`; `responseMode: 'onReceived'`; no OAuth, no
 * pre-authentication, no expressions inside credentials, no sub-workflows, no polling triggers.
 */
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
export { runWorkflow, startWorkflow, type RunningExecution, type WorkflowOptions } from './run-workflow';
export { toolRun, type ToolRun, type ToolRunOptions } from './tool-run';
export type { TriggerOptions } from './trigger';
export { connect, type WorkflowJson } from './workflow-json';

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
