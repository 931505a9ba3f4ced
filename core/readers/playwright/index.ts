/** Playwright's JSON report. */

import { errorOf, nameOf } from '../errorText';
import { count, fields, isObject, number, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { ReportError, WRITE_ANEW } from '../reportError';
import { instant, later, milliseconds } from '../times';
import { quantity } from '../../text/words';
import { testOf, type PlaywrightTest } from './playwrightTest';

export const playwright: ReportFormat = {
	id: 'playwright',
	name: 'Playwright',
	detects(content) {
		if (content.kind !== 'json') return false;
		const { config, suites, stats } = fields(content.value);
		return isObject(config) && Array.isArray(suites) && isObject(stats) && 'unexpected' in stats;
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		if (!Array.isArray(report.suites)) throw withoutSuites(content.file);
		const seen = { notRun: 0, isInterrupted: false };
		for (const file of objects(report.suites)) {
			for (const test of testsIn(file, [])) {
				if (test.hasNotRun) seen.notRun += 1;
				if (test.isInterrupted) seen.isInterrupted = true;
				yield test.test;
			}
		}
		const errors = objects(report.errors).map(errorOutside);
		yield errors;
		return { ...factsOf(report), ...completeness(seen, errors.length) };
	},
};

function withoutSuites(file: string): ReportError {
	return new ReportError({ file, place: 'suites', problem: 'is no list of suites', advice: WRITE_ANEW });
}

/** The outer suite is the file itself. */
function* testsIn(suite: Fields, names: string[]): Generator<PlaywrightTest> {
	for (const spec of objects(suite.specs)) {
		for (const test of objects(spec.tests)) yield testOf(spec, test, names);
	}
	for (const inner of objects(suite.suites)) yield* testsIn(inner, [...names, nameOf(text(inner.title))]);
}

/** Files that do not load, a limit of failures or time that was reached, a worker that could not be stopped. */
function errorOutside(error: Fields): ReadTest {
	const { file, line } = fields(error.location);
	return outside({
		title: 'Error of the test run',
		file: text(file),
		line: count(line),
		...errorOf(text(error.message), text(error.stack)),
	});
}

function factsOf({ config, stats }: Fields): FileFacts {
	const { startTime, duration, unexpected } = fields(stats);
	const durationMs = milliseconds(duration);
	const startedAt = instant(startTime);
	return {
		tool: { name: 'Playwright', version: text(fields(config).version) },
		startedAt,
		finishedAt: later(startedAt, durationMs),
		durationMs,
		statedFailures: number(unexpected),
	};
}

/** Tests that should have run and did not, with nothing to say why: the run was stopped. */
function completeness(
	{ notRun, isInterrupted }: { notRun: number; isInterrupted: boolean },
	errors: number,
): Partial<FileFacts> {
	if (isInterrupted) return { isInterrupted };
	if (notRun === 0 || errors > 0) return {};
	return {
		undecidedBecause: `${quantity(notRun, 'test')} did not run, though nothing in the report says that they should not.`,
	};
}
