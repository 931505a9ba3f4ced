import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Reads the status of the whole project. */
export const getStatus: ItemOperation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a TestCLIX project',
	description: 'Read the status of the whole project that the API key belongs to',
	fields: [
		{
			displayName: 'Count Tests in Error',
			name: 'countErrors',
			type: 'boolean',
			default: false,
			description: 'Whether to read how many tests are in error as well',
		},
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { errorCount, projectVerdict, testclixApi } = await import('../executing');
		const api = testclixApi(ctx, itemIndex);
		const raw = input.flag('countErrors') ? await api.getStatusDetails() : await api.getStatus();
		if (!input.flag('simplify')) return raw;
		return { status: raw.status, verdict: projectVerdict(raw.status), testsInError: errorCount(raw) };
	},
};
