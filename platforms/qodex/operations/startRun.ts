import { buildRun } from '../../../runs/buildRun';
import { simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { runFacts } from '../normalize';
import { projectOf } from '../runs';
import { callbackUrlOption, startFields, startRunOf } from '../start';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of all active scenarios or of those with tags, and go on without waiting for it',
	fields: [
		...startFields,
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [callbackUrlOption],
		},
	],
	async run(call) {
		const project = await projectOf(call.ctx, call.itemIndex);
		const raw = await startRunOf(call);
		const facts = runFacts(raw, String(raw.testRunId), project);
		return output(call.input, {
			run: buildRun({ ...facts, environment: call.input.text('environment') }),
			raw,
		});
	},
};
