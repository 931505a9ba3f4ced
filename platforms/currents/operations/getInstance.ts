import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Reads the results of one spec file, with links to what was recorded of its tests. */
export const getInstance: ItemOperation = {
	value: 'getInstance',
	name: 'Get Instance',
	action: 'Get a Currents instance',
	description: 'Read the tests of one spec file of a run, with links to traces, screenshots and videos',
	fields: [
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.url }}',
			description:
				'ID of a spec file in a run, or the address of its page. With the address of a test, as Get Many Failures returns it, only that test is returned.',
		},
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, dashboardOf, readInstanceId, shownInstance } = await import('../executing');
		const { instanceId, testId } = readInstanceId(input);
		const instance = await currentsApi(ctx, itemIndex).getInstance(instanceId);
		if (!input.flag('simplify')) return { ...instance };
		return await shownInstance(input, instance, await dashboardOf(ctx, itemIndex), testId);
	},
};
