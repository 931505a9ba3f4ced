/**
 * Converts data from TestCLIX to the run model. Pure.
 *
 * A run has no id of its own: it is identified by its test, and consists of that one test.
 */
import type { RunFacts } from '../../core/model/buildRun';
import { buildFailure } from '../../core/model/buildFailure';
import { noCounts } from '../../core/model/counts';
import type { RunCounts, TestFailure, Verdict } from '../../core/model/TestRun';
import { judge } from '../../core/model/verdict';
import { countOf, entryOf, isObject, objectOf, textOf } from '../../core/text/json';
import type { StatusMeaning } from '../shared/statusWords';
import { TESTCLIX } from './service';
import { STATUS_WORDS } from './statusWords';

/** A status word for comparison: the docs use upper and lower case. */
export function statusWord(status: unknown): string {
	return (textOf(status) ?? '').toLowerCase();
}

/** Facts of a run, from the status word of its test; an undocumented word is unknown. */
export function runFacts(testId: string, status: unknown): RunFacts {
	const meaning: StatusMeaning = entryOf(STATUS_WORDS, textOf(status)) ?? { status: 'unknown' };
	return {
		platform: TESTCLIX.platform,
		platformName: TESTCLIX.platformName,
		id: testId,
		status: meaning.status,
		platformVerdict: meaning.verdict ?? null,
		platformWords: textOf(status),
		counts: countsOf(meaning),
	};
}

/** The facts with the test itself as the only failure, if it failed. */
export function withFailure(facts: RunFacts): RunFacts {
	const { id, platformVerdict } = facts;
	if (platformVerdict === 'passed') return { ...facts, failures: [] };
	return platformVerdict === 'failed' ? { ...facts, failures: [testFailure(id)] } : facts;
}

/** Failed tests in `tests.error.items` of the project's status. */
export function errorFailures(details: unknown): TestFailure[] {
	return errorItems(details).map((item) => {
		const { name, title, message, error } = objectOf(item);
		const words = textOf(message) ?? textOf(error);
		return testFailure(itemId(item), words, textOf(name) ?? textOf(title));
	});
}

/** The entries of `tests.error.items`, unchanged. */
export function errorItems(details: unknown): unknown[] {
	const { items } = errorGroup(details);
	return Array.isArray(items) ? items : [];
}

/** Number of tests in error in the project; `null` if it is not known. */
export function errorCount(details: unknown): number | null {
	return countOf(errorGroup(details).count);
}

function errorGroup(details: unknown) {
	return objectOf(objectOf(objectOf(details).tests).error);
}

/** undocumented: the entries. Read as ids, or as objects that contain one. */
function itemId(item: unknown): string | null {
	return isObject(item) ? (textOf(item.test_id) ?? textOf(item.id)) : textOf(item);
}

/** One test, one result. */
function countsOf({ verdict }: StatusMeaning): RunCounts {
	const counts = noCounts();
	counts.total = 1;
	if (verdict !== 'passed' && verdict !== 'failed') return counts;
	counts.passed = verdict === 'passed' ? 1 : 0;
	counts.failed = verdict === 'failed' ? 1 : 0;
	return counts;
}

function testFailure(
	testId: string | null,
	message: string | null = null,
	name: string | null = null,
): TestFailure {
	return buildFailure({
		project: '',
		testId,
		title: name ?? testId ?? 'unnamed test',
		status: 'error',
		message,
	});
}

/**
 * undocumented: the status words of a project, except `pass`. They are read like those of a test, but for any number of
 * tests.
 */
export function projectVerdict(words: unknown): Verdict {
	return judge({ ...runFacts('', words), counts: noCounts() }).verdict;
}
