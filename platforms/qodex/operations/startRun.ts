import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection, simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { outputOfStart } from '../../../n8n/items/output';
import { startFields } from '../fields';

const callbackUrlOption: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Address that Qodex calls once when the run has ended, such as the webhook URL of a Test Run Trigger',
};

/** Starts a run and does not wait for it. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a Qodex run',
	description: 'Start a run of all active scenarios or of those with tags, and go on without waiting for it',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [...startFields, simplifyField, optionsCollection([callbackUrlOption, ...startOnceOptions])],
	async run(call) {
		const { readRun, startRunOf } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const start = await startRunOf(call, input.group('options').optionalText('callbackUrl'));
		return await outputOfStart(input, start, async (runId) => await readRun(ctx, itemIndex, runId));
	},
};
