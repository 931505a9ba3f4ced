/** Test cases as output items, with Simplify on. */
import type { IDataObject } from 'n8n-workflow';

import { mapInTurns } from '../../core/text/inTurns';
import { without } from '../../core/text/json';
import { givingWay } from '../../n8n/givingWay';
import type { FoundWords } from './caseWords';
import { projectOf } from './normalize';
import { caseSummary } from './normalizeCases';
import type { QaseCase } from './wire';

/** Cases in words, with their project. `note` says what could not be read. */
export async function shownCases(cases: QaseCase[], words: FoundWords, code: string): Promise<IDataObject[]> {
	const shown = (testCase: QaseCase) => {
		const note = words.noteFor(testCase);
		const item = { ...caseSummary(testCase, words), ...projectOf(code), ...(note === null ? {} : { note }) };
		return item as unknown as IDataObject;
	};
	return await mapInTurns(cases, shown, givingWay());
}

/** Drops the largest parts of the cases of a page, which are not shown. */
export function shownParts(cases: QaseCase[]): QaseCase[] {
	return cases.map(
		(testCase) => without(testCase, ['steps', 'attachments', 'params', 'parameters']) as QaseCase,
	);
}
