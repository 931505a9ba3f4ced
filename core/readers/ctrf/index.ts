/** CTRF, the Common Test Report Format, of version 1.0 and of the drafts before it. */

import { fields, isObject, list, text } from '../fields';
import { nameOf } from '../errorText';
import type { ReportFormat } from '../reader';
import { ReportError, WRITE_ANEW } from '../reportError';
import { WRITTEN_BY } from '../../model/writtenBy';
import { readOwn } from './ownReport';
import { testOf } from './ctrfTest';
import { factsOf } from './facts';

export const ctrf: ReportFormat = {
	id: 'ctrf',
	name: 'CTRF',
	detects(content) {
		if (content.kind !== 'json') return false;
		const { reportFormat, results } = fields(content.value);
		const { tool, summary, tests } = fields(results);
		// The first drafts had no mark of their own.
		return reportFormat === 'CTRF' || (isObject(tool) && isObject(summary) && Array.isArray(tests));
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		const results = fields(report.results);
		if (!Array.isArray(results.tests)) throw withoutTests(content.file);
		const tool = nameOf(text(fields(results.tool).name));
		if (report.generatedBy === WRITTEN_BY) return yield* readOwn(results, tool);
		for (const test of list(results.tests)) yield testOf(fields(test), tool);
		return factsOf(results, tool);
	},
};

function withoutTests(file: string): ReportError {
	return new ReportError({
		file,
		place: 'results.tests',
		problem: 'is no list of tests',
		advice: WRITE_ANEW,
	});
}
