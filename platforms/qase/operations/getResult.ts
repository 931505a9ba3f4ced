import type { IDataObject } from 'n8n-workflow';

import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';
import { resultHashField } from '../resultFields';

/** Reads one result. */
export const getResult: ItemOperation = {
	value: 'getResult',
	name: 'Get Result',
	action: 'Get a Qase result',
	description: 'Read one result of a run by its hash',
	fields: [projectField, resultHashField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { resultApi, shownResult } = await import('../executing');
		const code = input.text('projectCode');
		const result = await resultApi(ctx, itemIndex).getResult(code, input.text('resultHash'));
		return input.flag('simplify') ? (shownResult(result, code) as unknown as IDataObject) : result;
	},
};
