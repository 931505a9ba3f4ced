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
			const all = objects(file.assertionResults);
			const named = all.filter((test) => !isFileErrorAgain(test));
			const read = (tests: Fields[]) => tests.map((test) => testOf(test, text(file.name), isVitest));
			const ofNamed = read(named);
			const error = fileErrorOf({ ...file, assertionResults: named }, ofNamed.some(hasNotPassed), isVitest);
			const tests = error || named.length === all.length ? ofNamed : read(all);
			yield tests;
			const failed = tests.some(hasNotPassed);
			if (error) yield error;
			hasFailed ||= failed || error !== null;
		}
		if (report.success === false && !hasFailed) yield unexplained();
		return factsOf(report, isVitest);
	},
};

const hasNotPassed = ({ status }: ReadTest) => isBad(status);

/** jest-junit adds the error of a file to its tests (`reportTestSuiteErrors`), in every report of the run. */
function isFileErrorAgain({ status, title, fullName }: Fields): boolean {
	return status === 'error' && title === undefined && fullName === undefined;
}

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
