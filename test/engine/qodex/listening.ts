/** The Test Run Trigger set to Qodex, taking deliveries of the sandbox on a simulated n8n. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { Sandbox } from '../../../workshop/sandbox';
import { listen, startInstance, type Instance, type Listener } from '../harness';
import { credentialsFor, credentialTypes } from '../support';

/** Triggers for the tests of a file. */
export function triggersForTests(sandbox: () => Sandbox) {
	let instance: Instance;
	let workflows = 0;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterAll(async () => await instance.close());

	const settings = (parameters: INodeParameters = {}) => ({
		node: new TestRunTrigger(),
		parameters: { platform: 'qodex', ...parameters },
		credentials: credentialsFor(sandbox()),
		credentialTypes,
	});
	return {
		settings,
		/** A trigger of a workflow of its own, since what was delivered before is remembered per workflow. */
		listening(parameters: INodeParameters = {}): Listener {
			const workflowId = `workflow-${++workflows}`;
			return listen({ ...settings(parameters), instance, workflowId, webhookId: workflowId });
		},
		/** The events that started the workflow, once all that was sent to it has been worked off. */
		async events({ deliveries, webhookUrl }: Listener): Promise<IDataObject[]> {
			const sent = (await sandbox().control.deliveries()).filter(({ url }) => url === webhookUrl);
			const attempts = sent.flatMap((delivery) => delivery.attempts).length;
			while (deliveries.length < attempts) await new Promise((resolve) => setTimeout(resolve, 5));
			return deliveries.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);
		},
		/** What Qodex was answered, in order. */
		async answers(): Promise<Array<number | null>> {
			const sent = await sandbox().control.deliveries();
			return sent.flatMap(({ attempts }) => attempts.map(({ status }) => status));
		},
	};
}
