/** CTRF, the Common Test Report Format, of version 1.0 and of the drafts before it. */

import { fields, isObject, list, number, text, type Fields } from '../fields';
import { nameOf } from '../errorText';
import type { FileFacts, ReportFormat } from '../reader';
import { ReportError, WRITE_ANEW } from '../reportError';
import { instant, milliseconds } from '../times';
import { testOf } from './ctrfTest';

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
		const results = fields(fields(content.kind === 'json' ? content.value : null).results);
		if (!Array.isArray(results.tests)) throw withoutTests(content.file);
		const tool = nameOf(text(fields(results.tool).name));
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

function factsOf(results: Fields, tool: string): FileFacts {
	const summary = fields(results.summary);
	const environment = fields(results.environment);
	return {
		tool: tool === '' ? null : { name: tool, version: text(fields(results.tool).version) },
		startedAt: instant(summary.start),
		finishedAt: instant(summary.stop),
		durationMs: milliseconds(summary.duration),
		statedFailures: number(summary.failed),
		name: nameOf(text(environment.reportName)) || null,
		branch: text(environment.branchName),
		commit: text(environment.commit) ? { sha: text(environment.commit), message: null, author: null } : null,
		environment: text(environment.testEnvironment),
		url: webAddress(text(environment.buildUrl)),
		buildId: text(environment.buildNumber) ?? number(environment.buildNumber)?.toString() ?? null,
	};
}

function webAddress(address: string | null): string | null {
	return address !== null && /^https?:\/\//i.test(address) ? address : null;
}
