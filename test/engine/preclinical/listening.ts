/** The Test Run Trigger set to Preclinical, registered at the sandbox and taking its deliveries. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { Sandbox } from '../../../workshop/sandbox';
import type { RunOutcome } from '../../../workshop/sandbox/platforms/preclinical/world';
import { hooks, listen, startInstance, type Hooks, type Instance, type Listener } from '../harness';
import { credentialTypes } from '../support';
import type { preclinicalForTests } from './support';

/** A trigger that was activated. */
export interface ActiveTrigger extends Listener {
	hooks: Hooks;
	/** What the workflow was started with, once all that was sent has been worked off. */
	events(): Promise<IDataObject[]>;
	/** What the sender was answered, in order. */
	answers(): Promise<Array<number | null>>;
}

/** Triggers for the tests of a file. */
export function triggersForTests(
	sandbox: () => Sandbox,
	credentials: ReturnType<typeof preclinicalForTests>['credentials'],
) {
	let instance: Instance;
	let workflows = 0;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterAll(async () => await instance.close());

	/** A workflow of its own, since what was delivered before is remembered per workflow. */
	const settings = (parameters: INodeParameters = {}, stored = credentials('hosted')) => {
		const workflowId = `workflow-${++workflows}`;
		return {
			node: new TestRunTrigger(),
			parameters: { platform: 'preclinical', ...parameters },
			credentials: stored,
			credentialTypes,
			baseUrl: instance.baseUrl,
			workflowId,
			webhookId: workflowId,
		};
	};
	const control = () => sandbox().control.preclinical;
	return {
		/** A run that ends so, with what that delivers; gives its ID. */
		async ended(outcome: RunOutcome, failures = 0, agentId?: string): Promise<string> {
			const { id } = await control().createRun({ agentId, scenarios: 10 });
			await control().finishRun({ runId: id, outcome, failures });
			return id;
		},
		/** Sends a body to the trigger as Preclinical would, with changes. */
		async send(
			trigger: ActiveTrigger,
			body: unknown,
			{ token = String(trigger.hooks.staticData.secret), headers = {} as Record<string, string> } = {},
		) {
			await sandbox().control.sendRaw({
				platform: 'preclinical',
				url: `${trigger.webhookUrl}${token && `?token=${token}`}`,
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			return { events: await trigger.events(), status: (await trigger.answers()).at(-1) };
		},
		settings,
		instance: () => instance,
		async activated(
			parameters: INodeParameters = {},
			stored = credentials('hosted'),
		): Promise<ActiveTrigger> {
			const options = settings(parameters, stored);
			const registered = hooks(options);
			await registered.activate();
			const listener = listen({ ...options, instance, staticData: registered.staticData });
			const sent = async () =>
				(await sandbox().control.deliveries()).filter(({ url }) => url.startsWith(listener.webhookUrl));
			return {
				...listener,
				hooks: registered,
				async events() {
					await sandbox().control.settle();
					const attempts = (await sent()).flatMap((delivery) => delivery.attempts).length;
					while (listener.deliveries.length < attempts) await new Promise((go) => setTimeout(go, 5));
					return listener.deliveries.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);
				},
				answers: async () => (await sent()).flatMap(({ attempts }) => attempts.map(({ status }) => status)),
			};
		},
	};
}
