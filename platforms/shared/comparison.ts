/** Compares a run with earlier ones: selects the earlier runs and builds the output of the operation. */
import type { IDataObject } from 'n8n-workflow';

import {
	compareFailures,
	failedOnlyIn,
	hasAllFailures,
	isAsLarge,
	withoutCounterpart,
	type ComparedRun,
	type FailureComparison,
} from '../../core/comparing/compare';
import type { TestFailure, TestResult, TestRun } from '../../core/model/TestRun';
import { toMilliseconds } from '../../core/text/time';
import { quantity } from '../../core/text/words';
import { givingWay } from '../../n8n/givingWay';
import type { Input } from '../../n8n/parameters/input';
import { CHOSEN_RUN, readLookBack } from './compareRuns';

const NONE_EARLIER = 'There is no earlier run to compare with.';

/** A run with all its failures, and a way to find out the status of its other tests. */
export interface ComparableRun {
	run: TestRun;
	/**
	 * The status in this run of tests that failed in another one, by `testKey`. `null` = not known; tests that did not
	 * belong to this run are missing.
	 */
	statusesOf(failures: TestFailure[]): Promise<ComparedRun['statuses']>;
}

/** The runs to compare with, newest first. Each is only read when it is needed. */
export type EarlierRuns<Run = ComparableRun> = AsyncIterable<Run> | Iterable<Run>;

/** Identifies a run and says when it began, in any form that `toDate` reads. */
export interface BegunRun {
	id: string | number;
	startedAt: unknown;
}

/** A run of a platform, and how earlier runs are found. */
export interface Comparison<Raw> {
	current: Raw;
	comparable(raw: Raw): Promise<ComparableRun>;
	begun(raw: Raw): BegunRun;
	/** The run in `previousRunId`. */
	chosen(): Promise<Raw>;
	/** At most `most` earlier runs, and a sentence for the case that there are none. */
	before(most: number): Promise<{ runs: EarlierRuns<Raw>; none?: string }>;
}

/** Compares as the parameters say, see {@link comparedRun}. Refuses a chosen run that is not an earlier one. */
export async function compareWithEarlier<Raw>(
	input: Input,
	comparison: Comparison<Raw>,
): Promise<IDataObject> {
	const { current, comparable } = comparison;
	const { runs, most, none: noneEarlier } = await chosenOrBefore(input, comparison);
	const earlier = async function* () {
		for await (const raw of runs) yield await comparable(raw);
	};
	return await comparedRun(await comparable(current), earlier(), { most, noneEarlier });
}

async function chosenOrBefore<Raw>(
	input: Input,
	{ current, begun, chosen, before }: Comparison<Raw>,
): Promise<{ runs: EarlierRuns<Raw>; most: number; none?: string }> {
	if (input.text('compareWith') !== CHOSEN_RUN) {
		const most = readLookBack(input);
		return { ...(await before(most)), most };
	}
	const run = await chosen();
	refuseUnlessEarlier(input, begun(current), begun(run));
	return { runs: [run], most: 1 };
}

/**
 * Refuses a run in `previousRunId` that is the run itself or began later: compared with these, new failures would look
 * known.
 */
export function refuseUnlessEarlier(
	input: Input,
	current: BegunRun,
	chosen: BegunRun,
	field = 'previousRunId',
): void {
	if (String(chosen.id) === String(current.id)) input.refuse(field, 'is the run itself');
	const [began, chosenBegan] = [toMilliseconds(current.startedAt), toMilliseconds(chosen.startedAt)];
	if (began === null || chosenBegan === null || chosenBegan <= began) return;
	input.refuse(
		field,
		'is a run that started later',
		'Choose one that started before the run, or exchange the two.',
	);
}

/**
 * Returns the current run with `change` set in its failures, followed by failures for tests that recovered or did not
 * run. `comparison` contains their numbers and the earlier runs: the previous one and the others that were used, at
 * most `most` in total.
 *
 * Nothing is compared if there is no earlier run, or if one of the two runs is in doubt. Then no failure has a
 * `change`, `comparison` is `null`, and `comparisonNote` says why, in the words of `noneEarlier` if they are given. An
 * unknown number is `null`, and `comparisonNote` explains it.
 */
export async function comparedRun(
	current: ComparableRun,
	earlier: EarlierRuns,
	{ most = 1, noneEarlier = NONE_EARLIER }: { most?: number; noneEarlier?: string } = {},
): Promise<IDataObject> {
	const { run } = current;
	if (run.doubt) return uncompared(run, `This run is in doubt, so it was not compared. ${run.doubt}`);
	const { sides, doubted } = await readEarlier(current, earlier, most);
	if (sides.length === 0) {
		return uncompared(
			run,
			doubted ? `The earlier run is in doubt, so it was not compared. ${doubted}` : noneEarlier,
		);
	}
	const failedBefore = sides.flatMap((side) => failedOnlyIn(side.run, run));
	const now = { run, statuses: await statusesOf(current, failedBefore) };
	return output(now, sides, await compareFailures(now, sides, givingWay()));
}

function uncompared(run: TestRun, note: string): IDataObject {
	return { ...run, comparison: null, comparisonNote: note } as unknown as IDataObject;
}

interface Side extends ComparedRun {
	comparable: ComparableRun;
	statuses: Map<string, TestResult['status'] | null>;
}

/** Reads earlier runs until each failed test was executed in one of them, and one of them is about as large. */
async function readEarlier(
	{ run }: ComparableRun,
	earlier: EarlierRuns,
	most: number,
): Promise<{ sides: Side[]; doubted: string | null }> {
	const sides: Side[] = [];
	let doubted: string | null = null;
	let seen = 0;
	for await (const comparable of earlier) {
		if (comparable.run.doubt) doubted ??= comparable.run.doubt;
		else await addSide(run, sides, comparable);
		if (++seen >= most || isEnough(run, sides)) break;
	}
	return { sides, doubted };
}

async function addSide(run: TestRun, sides: Side[], comparable: ComparableRun): Promise<void> {
	for (const newer of sides) {
		const unknown = failedOnlyIn(comparable.run, newer.run).filter(
			({ testKey }) => !newer.statuses.has(testKey),
		);
		for (const [key, status] of await statusesOf(newer.comparable, unknown)) newer.statuses.set(key, status);
	}
	const statuses = new Map(await statusesOf(comparable, failedOnlyIn(run, comparable.run)));
	sides.push({ run: comparable.run, comparable, statuses });
}

async function statusesOf(
	comparable: ComparableRun,
	failures: TestFailure[],
): Promise<ComparedRun['statuses']> {
	return failures.length === 0 ? new Map() : await comparable.statusesOf(failures);
}

function isEnough(run: TestRun, sides: Side[]): boolean {
	const isLarge = sides.some((side) => isAsLarge(side.run, run));
	return isLarge && withoutCounterpart({ run, statuses: new Map() }, sides).length === 0;
}

function output(
	now: ComparedRun,
	sides: Side[],
	{ failures, recovered, notRun, unresolved }: FailureComparison,
): IDataObject {
	const having = (change: TestFailure['change']) => failures.filter((one) => one.change === change).length;
	const undecided = having(undefined);
	const [previous, ...others] = sides.map((side) => reference(side.run));
	return {
		...now.run,
		failures: [...failures, ...flakyIn(now.run), ...recovered, ...notRun],
		comparison: {
			previousRun: previous,
			newFailures: undecided > 0 ? null : having('new'),
			stillFailing: having('stillFailing'),
			recovered: unresolved > 0 ? null : recovered.length,
			notRun: unresolved > 0 ? null : notRun.length,
			...(others.length > 0 ? { earlierRuns: others } : {}),
		},
		comparisonNote: noteOn(now.run, sides, undecided, unresolved),
	} as unknown as IDataObject;
}

/** Entries of flaky tests stay in the list although they are not failures. */
function flakyIn({ failures }: TestRun): TestFailure[] {
	return (failures ?? []).filter(({ flaky, change }) => flaky && change === undefined);
}

function reference({ key, id, name, url, status, verdict, startedAt }: TestRun) {
	return { key, id, name, url, status, verdict, startedAt };
}

function noteOn(run: TestRun, sides: Side[], undecided: number, unresolved: number): string | null {
	const notes = [
		unresolved > 0 && unresolvedNote(run, unresolved),
		undecided > 0 && undecidedNote(sides, undecided),
	];
	return notes.filter(Boolean).join(' ').trim() || null;
}

function unresolvedNote(run: TestRun, unresolved: number): string {
	if (run.failuresTruncated) {
		return 'Not all failures of this run could be read, so it is not known what recovered.';
	}
	const tests = quantity(unresolved, 'test');
	return `It is not known whether ${tests} that failed before ran now, so it is not known what recovered.`;
}

function undecidedNote(sides: Side[], undecided: number): string {
	const cut = sides.find((side) => !hasAllFailures(side.run))?.run;
	if (cut) {
		return `Not all failures of the earlier run could be read, so it is not known what is new. ${cut.failuresNote ?? ''}`;
	}
	const tests = quantity(undecided, 'failed test is', 'failed tests are');
	return `It is not known whether ${tests} new: the earlier run did not execute them all, and was no whole run.`;
}

/** A run of which nothing else can be read. */
export function atHand(run: TestRun): ComparableRun {
	return { run, statusesOf: async (failures) => statusesFrom(run.tests, failures) };
}

/** The result of `statusesOf` if only the tests in the run itself are known; `null` for each test if there are none. */
export function statusesFrom(tests: TestRun['tests'], failures: TestFailure[]): ComparedRun['statuses'] {
	if (tests === null) return new Map(failures.map(({ testKey }) => [testKey, null]));
	return new Map(tests.map(({ testKey, status }) => [testKey, status]));
}
