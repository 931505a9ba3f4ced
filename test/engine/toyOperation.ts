/** An operation of the tests alone: its fields beside the code that reads them, and nothing that a node knows. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../core/text/json';
import { send } from '../../n8n/transport/request';
import type { ItemOperation } from '../../platforms/platform';
import { runIdField, toyService } from './toyPlatform';

/** Puts a label on a run: `POST /runs/<id>/label`. */
export const labelRun: ItemOperation = {
	value: 'labelRun',
	name: 'Label Run',
	action: 'Label a run',
	description: 'Put a label on a run of the toy platform',
	needsAllowance: true,
	fields: [
		runIdField,
		{ displayName: 'Run Label', name: 'label', type: 'string', default: '', required: true },
	],
	async run({ ctx, itemIndex, input }) {
		const [runId, label] = [input.text('runId'), input.text('label')];
		const call = {
			...({ purpose: 'label the run', method: 'POST' } as const),
			path: `/runs/${encodeURIComponent(runId)}/label`,
			body: { label },
			pick: (json: unknown) => (isObject(json) ? (json as IDataObject) : undefined),
		};
		return await send(ctx, toyService, call, itemIndex);
	},
};
