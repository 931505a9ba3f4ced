/** The Test Run Trigger on Currents, as deployed in one n8n. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { TestRunEvent } from '../../../core/model/TestRun';
import { hooks, type Delivery } from '../harness';
import { project, type useCurrents } from './setup';

type Currents = ReturnType<typeof useCurrents>;
type HookOptions = Partial<Parameters<typeof hooks>[0]>;

/** Header in which the trigger wants its secret back. */
export const SECRET_HEADER = 'x-test-runs-secret';

/** A secret of a registration that was made before. */
export const SECRET = 'a-placeholder-for-the-secret-of-a-webhook';

/** Parameters of a trigger for finished runs; what is given replaces them. */
export function triggerParameters(changes: INodeParameters = {}): INodeParameters {
	return { platform: 'currents', projectId: project(), events: ['RUN_FINISH'], ...changes };
}

/** The lifecycle of a trigger's webhook. `apiKey` and `baseUrl` change the credential. */
export function trigger(
	currents: Currents,
	{ parameters = {}, apiKey, apiUrl, ...options }: HookOptions & { apiKey?: string; apiUrl?: string } = {},
) {
	return hooks({
		node: new TestRunTrigger(),
		parameters: triggerParameters(parameters),
		...currents.settings({ apiKey, baseUrl: apiUrl }),
		...options,
	});
}

/** What a delivery to a trigger with this registration needs, beside the body. */
export function listening(currents: Currents, parameters: INodeParameters = {}, workflowId = 'deliveries') {
	return {
		node: new TestRunTrigger(),
		parameters: triggerParameters(parameters),
		...currents.settings(),
		workflowId,
		staticData: { webhookId: 'h', webhookUrl: 'http://localhost:5678/x', scope: 'shop01', secret: SECRET },
		headers: { [SECRET_HEADER]: SECRET },
	};
}

/** The event that a delivery started the workflow with; `null` when it started nothing. */
export function eventOf({ items }: Pick<Delivery, 'items'>): TestRunEvent | null {
	return items === null ? null : (items[0]?.json as unknown as TestRunEvent);
}
