/**
 * Converts data from Qodex to the run model. Pure.
 *
 * undocumented: the response to reading a run, its counters, and every status word except `running` and
 * `budget_exceeded`. We are lenient about where a value is, and strict about what counts as a pass.
 */
import { buildFailure } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import type { RunCounts, RunStatus, TestFailure } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { someNames } from '../../core/text/words';
import { idOf } from '../../n8n/transport/ids';
import {
	countOf,
	entryOf,
	isObject,
	objectOf,
	objectsOf,
	textOf,
	type JsonMap,
	webPageOf,
} from '../../core/text/json';
import { QODEX, runPageUrl } from './service';
import { STATUS_WORDS } from './statusWords';

/** The project, for the URL and the key of a run. */
export interface QodexProject {
	origin: string;
	slug: string;
}

type PlatformVerdict = NonNullable<RunFacts['platformVerdict']>;

/** Facts of a run, from the response to starting or reading it, or from a delivery. */
export function runFacts(json: unknown, runId: string, project: QodexProject): RunFacts {
	const run = findRun(json);
	const words = textOf(run.status);
	const known = knownStatus(run);
	const counts = countsOf(run);
	const contradiction = contradictionIn(objectOf(json), run);
	return {
		platform: QODEX.platform,
		platformName: QODEX.platformName,
		id: runId,
		keyParts: [project.slug, runId],
		name: textOf(objectOf(run.policy).name),
		project: { id: project.slug, name: textOf(run.projectName) },
		url: webPageOf(run.runUrl) ?? webPageOf(runPageUrl(project.origin, project.slug, runId)),
		status: known?.status ?? 'unknown',
		platformVerdict: contradiction === null ? verdictOf(run, known?.verdict ?? null, counts) : null,
		platformWords: words,
		undecidedBecause: contradiction,
		counts,
		startedAt: toIso(run.startedAt),
		finishedAt: toIso(run.finishedAt ?? run.completedAt),
		durationMs: countOf(run.durationMs),
		environment: textOf(run.environment) ?? textOf(objectOf(run.environment).name),
	};
}

/** The scenarios that failed or ended in error; `null` if the response or delivery lists none. */
export function failedScenarios(json: unknown): JsonMap[] | null {
	const { scenarios, failedScenarios: failed } = findRun(json);
	if (Array.isArray(scenarios)) return failuresAmong(objectsOf(scenarios));
	return Array.isArray(failed) ? failuresAmong(listedAsFailed(failed)) : null;
}

/** The failure of a scenario from {@link failedScenarios}. */
export function scenarioFailure(scenario: JsonMap, project: string): TestFailure {
	return buildFailure({
		project,
		title: textOf(scenario.name) ?? textOf(scenario.title) ?? 'unnamed scenario',
		status: failureStatus(scenario) ?? 'failed',
		message: textOf(scenario.error) ?? textOf(objectOf(scenario.error).message) ?? textOf(scenario.message),
		durationMs: countOf(scenario.durationMs),
	});
}

/** The run id in a response or delivery, at the top or in one nested object; `null` if there is none. */
export function runIdOf(json: unknown): string | null {
	return runIdsIn(json)[0] ?? null;
}

/** The id at the top, otherwise those in nested objects, e.g. of the run and of the previous one. */
export function runIdsIn(json: unknown): string[] {
	const top = topRunIdOf(json);
	if (top !== null) return [top];
	return Object.values(objectOf(json)).flatMap((part) => topRunIdOf(part) ?? []);
}

/** The id at the top. */
export function topRunIdOf(json: unknown): string | null {
	return idOf(objectOf(json).testRunId);
}

/** The object that describes the run: the response itself, or the only object in it that has a status. */
function findRun(json: unknown): JsonMap {
	const top = objectOf(json);
	if (textOf(top.status) !== null || typeof top.passed === 'boolean') return top;
	const parts = Object.values(top).filter((part) => isObject(part) && textOf(part.status) !== null);
	return objectOf(parts.find(hasKnownStatus) ?? parts[0] ?? top);
}

function hasKnownStatus(part: unknown): boolean {
	return knownStatus(objectOf(part)) !== undefined;
}

function knownStatus({ status }: JsonMap) {
	return entryOf(STATUS_WORDS, textOf(status));
}

/** One statement of a response about the state of the run, in its own words. */
interface Saying {
	words: string;
	outcome: PlatformVerdict | RunStatus;
}

/**
 * One sentence about contradictions in a response; `null` if there are none. A contradictory response is never a pass.
 */
function contradictionIn(top: JsonMap, run: JsonMap): string | null {
	const parts = Object.entries(top).flatMap(([name, part]) =>
		isObject(part) ? sayings(part, `${name}.`) : [],
	);
	const all = [...sayings(top), ...parts];
	const stories = all.map(({ words }) => words);
	const saysPass = all.some(({ outcome }) => outcome === 'passed');
	const saysElse = all.some(({ outcome }) => outcome !== 'passed' && outcome !== 'finished');
	const leavesOpen = sayings(run).every(({ outcome }) => outcome === 'finished');
	return saysElse && (saysPass || leavesOpen)
		? `Qodex reports two different things (${someNames(stories, 5)}), so this is not counted as a pass.`
		: null;
}

function sayings(part: JsonMap, prefix = ''): Saying[] {
	const known = knownStatus(part);
	const passed = saidPassed(part);
	const of = (name: string, value: unknown, outcome: Saying['outcome'] | undefined) =>
		outcome === undefined ? [] : [{ words: `${prefix}${name} ${JSON.stringify(value)}`, outcome }];
	return [
		...of('status', textOf(part.status), known?.verdict ?? known?.status),
		...of('passed', passed, passed === null ? undefined : passed ? 'passed' : 'failed'),
	];
}

/** `passed` if it is the documented gate value and not a counter. A text is never a pass. */
function saidPassed({ passed }: JsonMap): boolean | null {
	if (typeof passed === 'boolean') return passed;
	return textOf(passed)?.toLowerCase() === 'false' ? false : null;
}

/** The documented gate value, a boolean `passed`; without it, a status word. */
function verdictOf(
	run: JsonMap,
	fromWords: PlatformVerdict | null,
	counts: RunCounts,
): PlatformVerdict | null {
	if (fromWords === 'inconclusive') return fromWords;
	const said = saidPassed(run);
	if (said !== null) return said ? 'passed' : 'failed';
	if (fromWords !== null) return fromWords;
	// The counters do not include scenarios in error or skipped ones, so the rest of the total is not counted as
	// passed.
	const { total, passed, failed, skipped, other } = counts;
	const named = (passed ?? 0) + (failed ?? 0) + (skipped ?? 0) + (other ?? 0);
	return failed === 0 && total !== null && named < total ? 'inconclusive' : null;
}

/**
 * Failed scenarios that are listed, or reported as a number, count as failed even if the counters do not include them.
 */
function countsOf(run: JsonMap): RunCounts {
	const counts = Array.isArray(run.scenarios) ? scenarioCounts(objectsOf(run.scenarios)) : counters(run);
	const told = toldFailed(run.failedScenarios) - (counts.other ?? 0);
	return told > (counts.failed ?? 0) ? { ...counts, failed: told } : counts;
}

function toldFailed(failedScenarios: unknown): number {
	if (!Array.isArray(failedScenarios)) return numberIn(failedScenarios) ?? 0;
	return failedScenarios.filter(isToldFailed).length;
}

/** Whether an entry of {@link listedAsFailed} is a failure. */
function isToldFailed(entry: unknown): boolean {
	if (!isObject(entry)) return textOf(entry) !== null;
	return textOf(entry.status) === null || failureStatus(entry) !== null;
}

/** undocumented: entries may be names only, or lack the status, which being in this list implies. */
function listedAsFailed(list: unknown[]): JsonMap[] {
	return list.flatMap((entry) => {
		if (isObject(entry)) return [textOf(entry.status) === null ? { ...entry, status: 'fail' } : entry];
		const name = textOf(entry);
		return name === null ? [] : [{ name, status: 'fail' }];
	});
}

function failuresAmong(scenarios: JsonMap[]): JsonMap[] {
	return scenarios.filter((scenario) => failureStatus(scenario) !== null);
}

/** A count; digits in a text are accepted too. */
function numberIn(value: unknown): number | null {
	return typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : countOf(value);
}

function counters(run: JsonMap): RunCounts {
	const summary = isObject(run.summary) ? run.summary : run;
	const number = (...names: string[]) =>
		names.map((name) => numberIn(summary[name])).find((n) => n !== null) ?? null;
	return {
		total: number('total', 'scenariosTotal'),
		passed: number('passed', 'scenariosPassed'),
		failed: number('failed', 'scenariosFailed'),
		skipped: number('skipped', 'scenariosSkipped'),
		flaky: null,
		pending: null,
		other: number('errored', 'scenariosErrored'),
	};
}

/** The documented verdicts of scenarios: `pass`, `fail`, `error`. Any other was not executed or is not known. */
function scenarioCounts(scenarios: JsonMap[]): RunCounts {
	const words = scenarios.map(scenarioStatus);
	const number = (...of: string[]) => words.filter((word) => of.includes(word)).length;
	const passed = number('pass', 'passed');
	const failed = number('fail', 'failed');
	const skipped = number('skipped', 'skip');
	const pending = number('running', 'queued', 'pending');
	const total = scenarios.length;
	return {
		total,
		passed,
		failed,
		skipped,
		flaky: null,
		pending,
		other: total - passed - failed - skipped - pending,
	};
}

function failureStatus(scenario: JsonMap): 'failed' | 'error' | null {
	const word = scenarioStatus(scenario);
	return word === 'fail' || word === 'failed' ? 'failed' : word === 'error' ? 'error' : null;
}

function scenarioStatus(scenario: JsonMap): string {
	return (textOf(scenario.status) ?? '').toLowerCase();
}
