/** Parameters that several Currents operations share. */
import type { INodeProperties } from 'n8n-workflow';

import { eventChoices } from '../../core/model/events';
import type { RunEvent } from '../../core/model/TestRun';
import { ID_OF_ITEM, orBehindTrigger } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

/** `projectId`, from a list or by id. */
export const projectField: INodeProperties = {
	displayName: 'Project',
	name: 'projectId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Currents project',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a project...',
			typeOptions: { searchListMethod: 'currentsProjects', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. aB3dE9' },
	],
};

/** `runId`; the URL of a run's page is accepted too. */
export const runIdField: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	required: true,
	placeholder: ID_OF_ITEM,
	description: orBehindTrigger('ID of the run, or the address of its page in the dashboard'),
};

/** `webhookId`, from a list or by id. */
export const webhookIdField: INodeProperties = {
	displayName: 'Webhook',
	name: 'webhookId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The list shows the label, or host and ID of a webhook without one, and the project',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a webhook...',
			typeOptions: { searchListMethod: 'currentsWebhooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. {{ $json.hookId }}' },
	],
};

const EVENTS: Record<RunEvent, string> = {
	RUN_CANCELED: 'After a run was canceled',
	RUN_FINISH: 'When a run completes, passed or failed',
	RUN_START: 'When a run begins',
	RUN_TIMEOUT: "When the project's inactivity timeout passes",
};

/** The events that a webhook can be registered for (contract: HookEvent). */
export const runEvents = eventChoices(EVENTS);

/** `url` of a webhook. */
export const webhookUrlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/test-runs',
	description: 'Public address that Currents calls',
};

/** `events` of a webhook. */
export const webhookEventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	default: ['RUN_FINISH'],
	options: runEvents.map(({ name, value }) => ({ name, value })),
	description: 'What Currents calls the address for',
};

/** `headers` of a webhook. */
export const webhookHeadersField: INodeProperties = {
	displayName: 'Headers',
	name: 'headers',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "x-token": "..." }',
	description:
		'Headers that Currents sends along, as a JSON object of texts. Put a secret here and check it where the call arrives.',
};

/** `label` of a webhook. */
export const webhookLabelField: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nightly report',
	description: 'Name of the webhook in the dashboard, up to 255 characters',
};

/** Reads {@link runIdField}: the id itself, or the last part of the URL of a run's page. */
export function readRunId(input: Input, field = 'runId'): string {
	const given = input.text(field);
	if (!/^https?:\/\//i.test(given)) return given;
	const id = /\/run\/([^/?#]+)/.exec(given)?.[1];
	return (
		id ??
		input.refuse(
			field,
			'holds an address that is not a run page',
			'Use an address such as https://app.currents.dev/run/950a13c3edf4f28b, or the ID alone.',
		)
	);
}
