/** The Test Run Trigger on Qase, listening to the seeded project. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { qaseEvents } from '../../../platforms/qase/events';
import { listen, startInstance, type Instance, type Listener } from '../harness';
import { PROJECT, useQase, withoutRetryDelays } from './setup';

/** All events that can be chosen. */
export const EVERYTHING = qaseEvents.map(({ value }) => value);

/** A payload of the documented shape for every event that is not about a run. */
export const PAYLOADS: Record<string, IDataObject> = {
	'case.created': {
		id: 13,
		title: 'pays with points',
		priority: { id: 2, title: 'Medium', icon: 'x', color: '#aaa' },
	},
	'case.updated': { id: 13 },
	'case.deleted': { id: 13 },
	'case.cloned': { id: 14, from_id: 13 },
	'suite.created': { id: 3, title: 'Basket', description: null, preconditions: null, parent_id: null },
	'suite.updated': { id: 3 },
	'suite.deleted': { id: 3 },
	'suite.cloned': { id: 4, from_id: 3 },
	'plan.created': { id: 5, title: 'Smoke', description: 'Short', cases: { 1: 0, 5: 0 } },
	'plan.updated': { id: 5, cases: { 1: 0 } },
	'plan.deleted': { id: 5 },
	'shared_step.created': { hash: 'a1', title: 'Sign in', steps: [] },
	'shared_step.updated': { hash: 'a1' },
	'shared_step.deleted': { hash: 'a1' },
	'milestone.created': { id: 3, title: 'Autumn', description: '' },
	'milestone.updated': { id: 3 },
	'milestone.deleted': { id: 3 },
	'custom_field.created': { id: 7, title: 'Owner', isRequired: false, type: 'string', entity: 'run' },
	'custom_field.updated': { id: 7, title: 'Owner', isRequired: true, type: 'string', entity: 'run' },
	'custom_field.deleted': { id: 7, title: 'Owner', isRequired: true, type: 'string', entity: 'run' },
	'defect.created': {
		id: 2,
		title: 'No invoice',
		severity: 'normal',
		actual_result: 'None',
		attachments: [],
	},
	'defect.updated': { id: 2 },
	'defect.resolved': { id: 2 },
	'defect.deleted': { id: 2 },
	'review.created': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', created: '2026-05-01 10:00:00' },
	'review.updated': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', data: { id: 2 }, approves: [] },
	'review.approval_status_changed': { id: 1, status: 'request changes' },
	'review.reviewer_added': { id: 1, reviewer: { email: 'qa@example.com', name: 'QA' } },
	'review.reviewer_removed': { id: 1, reviewer: { email: 'qa@example.com', name: 'QA' } },
	'review.merged': { id: 1, merged_by: { email: 'qa@example.com', name: 'QA' } },
	'review.reopened': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', data: { id: '2' }, approves: [] },
	'review.commented': { id: 1, comment: 'Fine', commented_by: { email: 'qa@example.com', name: 'QA' } },
	'review.declined': { id: 1, declined_by: { email: 'qa@example.com', name: 'QA' } },
	'review.deleted': { id: 1, deleted_by: { email: 'qa@example.com', name: 'QA' } },
};

/** Events that are about a run. */
export const RUN_NAMES = [
	'run.started',
	'run.aborted',
	'run.updated',
	'run.deleted',
	'run.completed',
	'run.report_changed',
] as const;

/** All that Qase can send, two of them names that nobody knows. */
export const ALL_NAMES = [...Object.keys(PAYLOADS), ...RUN_NAMES, 'run_result.invented', 'run.invented'];

/** A sandbox and an n8n for the tests of a file, and triggers of it. */
export function useQaseTrigger() {
	const qase = useQase();
	withoutRetryDelays();
	let instance: Instance;
	let workflows = 0;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterAll(async () => await instance.close());

	const settings = (parameters: INodeParameters = {}, secret?: string) => ({
		node: new TestRunTrigger(),
		parameters: { platform: 'qase', events: EVERYTHING, ...parameters },
		...qase.settings({ webhookSecret: secret }),
	});
	const nextWorkflow = () => `qase-${++workflows}`;
	const started = (parameters: INodeParameters = {}) => {
		const workflowId = nextWorkflow();
		return listen({ ...settings(parameters), instance, workflowId, webhookId: workflowId });
	};
	return {
		qase,
		/** What a trigger needs that is told everything. */
		settings,
		/** An id for a further workflow. */
		nextWorkflow,
		/** A trigger of a workflow of its own. */
		started,
		/** The same, with a webhook in the seeded project for these events. */
		async listening(parameters: INodeParameters = {}, events: string[] = ALL_NAMES): Promise<Listener> {
			const listener = started(parameters);
			const { webhookSecret: secret } = qase.sandbox().qase;
			await qase.control().addWebhook({ project: PROJECT, url: listener.webhookUrl, secret, events });
			return listener;
		},
		/** The events that started the workflow, once all that was sent to it has been worked off. */
		async eventsOf({ deliveries, webhookUrl }: Listener): Promise<IDataObject[]> {
			await qase.sandbox().control.settle();
			const sent = (await qase.sandbox().control.deliveries()).filter(({ url }) => url === webhookUrl);
			const attempts = sent.flatMap((delivery) => delivery.attempts).length;
			while (deliveries.length < attempts) await new Promise((resolve) => setTimeout(resolve, 5));
			return deliveries.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);
		},
		/** The answers that Qase got. */
		answers: async () => (await qase.sandbox().control.deliveries()).flatMap(({ attempts }) => attempts),
	};
}
