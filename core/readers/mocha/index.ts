/** Mocha's JSON report, and that of mochawesome. */

import { fields, isObject, list, number, text, type Fields } from '../fields';
import type { FileFacts, ReportFormat } from '../reader';
import { instant, milliseconds } from '../times';
import { mochaTests } from './mochaJson';
import { mochawesomeTests } from './mochawesome';

export const mocha: ReportFormat = {
	id: 'mocha',
	name: 'Mocha',
	detects(content) {
		if (content.kind !== 'json') return false;
		const report = fields(content.value);
		return isObject(report.stats) && (isMochawesome(report) || isMochaJson(report));
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		if (isMochawesome(report)) yield* mochawesomeTests(list(report.results));
		else yield* mochaTests(report);
		return factsOf(report);
	},
};

function isMochawesome({ stats, results, meta }: Fields): boolean {
	return Array.isArray(results) && ('testsRegistered' in fields(stats) || isObject(fields(meta).mochawesome));
}

function isMochaJson({ stats, tests, failures, passes }: Fields): boolean {
	return 'passes' in fields(stats) && [tests, failures, passes].every(Array.isArray);
}

function factsOf({ stats, meta }: Fields): FileFacts {
	const { start, end, duration, failures } = fields(stats);
	return {
		tool: { name: 'Mocha', version: text(fields(fields(meta).mocha).version) },
		startedAt: instant(start),
		finishedAt: instant(end),
		durationMs: milliseconds(duration),
		statedFailures: number(failures),
	};
}
