import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';
import { specFileField, suiteField, titleField } from '../testFields';

/** Returns the signature of a test, which is the same in all runs. */
export const getTestSignature: ItemOperation = {
	value: 'getTestSignature',
	name: 'Get Test Signature',
	action: 'Get the signature of a Currents test',
	description: 'Get the ID that a test has in all runs, by its spec file and title',
	fields: [projectField, specFileField, titleField, suiteField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, titleParts } = await import('../executing');
		const [projectId, specFile] = [input.text('projectId'), input.text('specFile')];
		const { signature } = await currentsApi(ctx, itemIndex).testSignature(
			projectId,
			specFile,
			titleParts(input),
		);
		return { signature };
	},
};
