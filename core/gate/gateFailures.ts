/** Which failures of a run count under the rules of a gate. */

import { failedOrOther } from '../model/counts';
import { asksForHistory, excuse } from './excuses';
import type { GateRules } from './rules';
import { globMatcher } from '../text/globs';
import { mapInTurns, type GiveWay } from '../text/inTurns';
import type { TestFailure, TestRun } from '../model/TestRun';
import { nameInGroup, quantity, testName } from '../text/words';
import { isFailing } from '../model/isFailing';

/** The failures of a run, divided into those that count and those that do not. */
export interface CountedFailures {
	/** All failures before any rule is applied; `null` if their number is not known. */
	found: number | null;
	/** Those that count. A failure that is not listed counts, since no rule can exclude it. */
	counted: number | null;
	/** Number of listed failures that a rule excludes. */
	excused: number;
	/** Names of the listed failures that count. */
	names: string[];
	/** Sentences about what was excluded, or could not be. */
	notes: string[];
}

/** Applies the rules that look at each failure. If a run passed despite its failures, none of them counts, whatever the rules. */
export function countFailures(run: TestRun, rules: GateRules, ignored: IgnoredFailures): CountedFailures {
	const listed = (run.failures ?? []).filter(isFailing);
	const found = foundFailures(run, listed.length);
	if (run.verdict === 'passed' && run.passedDespiteFailures) return noneCount(found ?? 0);
	const notIgnored = listed.filter((failure) => !ignored.has(failure));
	const newOnes = notIgnored.filter(
		(failure) => !(rules.onlyNewFailures && failure.change === 'stillFailing'),
	);
	const { counting, notes } = excuse(run, rules, newOnes);
	const ignoredCount = listed.length - notIgnored.length;
	const notNew = notIgnored.length - newOnes.length;
	const excused = listed.length - counting.length;
	return {
		found,
		counted: found === null ? null : found - excused,
		excused,
		names: counting.map(nameInGroup),
		notes: [
			...leftOutNotes(ignoredCount, notNew),
			...notes,
			...(looksAtEachFailure(rules) ? blindNotes(run, rules, found, listed) : []),
		],
	};
}

function noneCount(excused: number): CountedFailures {
	const noun = quantity(excused, 'failure does', 'failures do');
	return {
		found: 0,
		counted: 0,
		excused,
		names: [],
		notes: [`${noun} not count: the platform passed the run.`],
	};
}

/** True if the rules look at each failure, so that the failures must be listed. */
export function looksAtEachFailure(rules: GateRules): boolean {
	return (
		Boolean(rules.onlyNewFailures) ||
		asksForHistory(rules) ||
		(rules.ignoreTests ?? []).some((pattern) => pattern.trim() !== '')
	);
}

/** The larger of the count and the length of the list, so that no failure is overlooked. */
function foundFailures(run: TestRun, listed: number): number | null {
	const known = failedOrOther(run.counts);
	if (known !== null) return Math.max(known, listed);
	return run.failures === null || run.failuresTruncated ? null : listed;
}

/** Failures that `ignoreTests` matches. */
export type IgnoredFailures = ReadonlySet<TestFailure>;

/** Finds the ignored failures. */
export function ignoredFailures({ failures }: TestRun, rules: GateRules): IgnoredFailures {
	return new Set((failures ?? []).filter(ignoring(rules)));
}

/** The same, for many failures. */
export async function ignoredInTurns(
	{ failures }: TestRun,
	rules: GateRules,
	giveWay: GiveWay,
): Promise<IgnoredFailures> {
	const isIgnored = ignoring(rules);
	const flags = await mapInTurns(failures ?? [], isIgnored, giveWay);
	return new Set((failures ?? []).filter((_, index) => flags[index]));
}

function ignoring({ ignoreTests = [] }: GateRules): (failure: TestFailure) => boolean {
	if (ignoreTests.length === 0) return () => false;
	const matches = globMatcher(ignoreTests);
	return (failure) =>
		[failure.title, testName(failure), failure.file].some((name) => name !== null && matches(name));
}

function leftOutNotes(ignored: number, notNew: number): string[] {
	const notes: string[] = [];
	if (ignored > 0)
		notes.push(`${quantity(ignored, 'ignored failure does', 'ignored failures do')} not count.`);
	if (notNew > 0) {
		notes.push(
			`${quantity(notNew, 'failure is', 'failures are')} not new and ${doOrDoes(notNew)} not count.`,
		);
	}
	return notes;
}

/** Notes about failures that the rules could not be applied to. */
function blindNotes(run: TestRun, rules: GateRules, found: number | null, listed: TestFailure[]): string[] {
	const notes: string[] = [];
	const unlisted = found === null ? 0 : found - listed.length;
	if (found === null)
		notes.push('The failures of this run are not all listed, and their number is not known.');
	else if (unlisted > 0 && run.failures === null) {
		notes.push(`The failures of this run are not listed, so ${allOf(unlisted)}.`);
	} else if (unlisted > 0) {
		notes.push(
			`${quantity(unlisted, 'failure is', 'failures are')} not in the list, so ${theyCount(unlisted)}.`,
		);
	}
	if ((found === null || unlisted > 0) && run.failuresNote) notes.push(run.failuresNote);
	if (rules.onlyNewFailures) notes.push(...undecidedNotes(listed));
	return notes;
}

function undecidedNotes(listed: TestFailure[]): string[] {
	const undecided = listed.filter(({ change }) => change === undefined).length;
	if (undecided === 0) return [];
	if (undecided === listed.length) {
		return ['The failures were not compared with an earlier run, so each counts as new.'];
	}
	return [
		undecided === 1
			? 'Of one failure it is not known whether it is new, so it counts as new.'
			: `Of ${undecided} failures it is not known whether they are new, so they count as new.`,
	];
}

function allOf(count: number): string {
	return count === 1 ? 'the one it has counts' : `all ${count} count`;
}

function theyCount(count: number): string {
	return count === 1 ? 'it counts' : 'they count';
}

function doOrDoes(count: number): string {
	return count === 1 ? 'does' : 'do';
}
