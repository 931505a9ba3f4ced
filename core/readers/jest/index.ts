/** Jest's JSON, which Vitest writes too. */

import { fields, number, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { isBad } from '../repeats';
import { instant } from '../times';
import { fileErrorOf } from './fileError';
import { testOf } from './jestTest';

export const jest: ReportFormat = {
	id: 'jest',
	name: 'Jest',
	detects(content) {
		if (content.kind !== 'json') return false;
		const { testResults, numTotalTests } = fields(content.value);
		return Array.isArray(testResults) && typeof numTotalTests === 'number';
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		const isVitest = writtenByVitest(report);
		let hasFailed = false;
		for (const file of objects(report.testResults)) {
			const tests = objects(file.assertionResults).map((test) => testOf(test, text(file.name), isVitest));
			yield tests;
			const failed = tests.some(({ status }) => isBad(status));
			const error = fileErrorOf(file, failed, isVitest);
			if (error) yield error;
			hasFailed ||= failed || error !== null;
		}
		if (report.success === false && !hasFailed) yield unexplained();
		return factsOf(report, isVitest);
	},
};

/** Vitest writes the same fields, but for those that only Jest can fill. */
function writtenByVitest(report: Fields): boolean {
	return !('openHandles' in report) && !('numRuntimeErrorTestSuites' in report);
}

function unexplained(): ReadTest {
	const message = 'The report says that the run failed, though no test and no file of it did.';
	return outside({ title: 'Error of the test run', message });
}

function factsOf(report: Fields, isVitest: boolean): FileFacts {
	const ends = objects(report.testResults).map(({ endTime }) => number(endTime) ?? 0);
	return {
		tool: { name: isVitest ? 'Vitest' : 'Jest', version: null },
		startedAt: instant(report.startTime),
		finishedAt: instant(ends.reduce((last, end) => Math.max(last, end), 0)),
		isInterrupted: report.wasInterrupted === true,
		statedFailures: number(report.numFailedTests),
	};
}
