/** Test cases as output items. */
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../n8n/items/contract';
import { wordsFinder } from './caseWords';
import { projectOf } from './normalize';
import { caseSummary } from './normalizeCases';
import type { QaseCase } from './wire';

/** Cases in words, or as Qase sent them if Simplify is off. `note` says what could not be read. */
export async function shownCases(
	{ ctx, itemIndex, input }: OperationCall,
	code: string,
	cases: QaseCase[],
): Promise<IDataObject[]> {
	if (!input.flag('simplify')) return cases;
	const findWords = await wordsFinder(ctx, itemIndex);
	const words = await findWords(cases);
	return cases.map((testCase) => {
		const note = words.noteFor(testCase);
		const shown = { ...caseSummary(testCase, words), ...projectOf(code), ...(note === null ? {} : { note }) };
		return shown as unknown as IDataObject;
	});
}
