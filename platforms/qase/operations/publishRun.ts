import { textOf } from '../../../core/text/json';
import type { ItemOperation } from '../../platform';
import { oneRunFields, readRunPlace } from '../fields';

/** Turns the public report of a run on or off. */
export const publishRun: ItemOperation = {
	value: 'publishRun',
	name: 'Publish Run',
	action: 'Publish a Qase run',
	description: 'Turn the public report of a run on or off, and return its address',
	needsAllowance: true,
	fields: [
		...oneRunFields,
		{
			displayName: 'Public',
			name: 'public',
			type: 'boolean',
			default: true,
			description: 'Whether everybody who knows the address can see the report',
		},
	],
	async run({ ctx, itemIndex, input }) {
		const { projectOf, qaseApi } = await import('../executing');
		const { code, runId } = readRunPlace(input);
		const isPublic = input.flag('public');
		const { url } = await qaseApi(ctx, itemIndex).publishRun(code, runId, isPublic);
		// undocumented: what the URL in the response means after the report was turned off. It no longer works.
		return { id: runId, ...projectOf(code), public: isPublic, url: isPublic ? textOf(url) : null };
	},
};
