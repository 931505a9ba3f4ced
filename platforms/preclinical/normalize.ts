/** Converts runs from Preclinical to the run model. Pure. */
import type { RunFacts } from '../../core/model/buildRun';
import type { RunCounts, RunStatus } from '../../core/model/TestRun';
import { toDate } from '../../core/text/time';
import { countOf, entryOf, shortTextOf, textOf, type JsonMap } from '../../core/text/json';
import { PRECLINICAL, type Flavour } from './service';
import { STATUS_WORDS } from './statusWords';

/** Where a run was read, for the URL of its page. */
export interface Origin {
	flavour: Flavour;
	/** Base URL of the API without a trailing slash. */
	baseUrl: string;
}

/** Facts that are known about each run. */
interface Place extends Pick<Origin, 'baseUrl'> {
	/** The agent, for a run that does not name it. */
	agentId?: string | null;
}

/** Whether a run has ended; an unknown status may still change. */
export function isEnded(run: JsonMap): boolean {
	return ['finished', 'canceled'].includes(runStatus(run));
}

/** Whether a run is being executed; not if its status is unknown. */
export function isRunning(run: JsonMap): boolean {
	return runStatus(run) === 'running';
}

/**
 * The facts of a run from a start, a read, a list or a delivery. `listed` are the counts of its scenario runs, if they
 * were read: until the run is finalized, no other counts show its progress.
 */
export function runFacts(run: JsonMap, { baseUrl, agentId: onlyAgent }: Place, listed?: RunCounts): RunFacts {
	const id = textOf(run.id) ?? '';
	const words = textOf(run.status);
	const status = runStatus(run);
	const isWritten = status === 'finished' || hasCounted(run);
	const counts = status !== 'finished' && listed ? listed : writtenCounts(run, isWritten);
	const passRate = isWritten ? countOf(run.pass_rate) : null;
	const seconds = countOf(run.duration_seconds);
	const agentId = textOf(run.agent_id) ?? onlyAgent ?? null;
	return {
		platform: PRECLINICAL.platform,
		platformName: PRECLINICAL.platformName,
		id,
		name: textOf(run.name),
		project: agentId === null ? null : { id: agentId, name: textOf(run.agent_name) },
		url: runPageUrl(baseUrl, id),
		status,
		platformVerdict: verdictOf(words, status, counts),
		platformWords: words,
		counts,
		passRate: passRate === null ? null : passRate / 100,
		startedAt: toDate(run.started_at),
		finishedAt: toDate(run.completed_at) ?? toDate(run.canceled_at),
		durationMs: seconds === null ? null : seconds * 1000,
	};
}

/**
 * The facts of a run that Preclinical still reports as running although all its scenarios have ended.
 *
 * @param endedAt when the last of them ended
 */
export function leftRunningFacts(
	run: JsonMap,
	origin: Pick<Origin, 'baseUrl'>,
	{ counts, endedAt }: { counts: RunCounts; endedAt: string | null },
): RunFacts {
	const words = textOf(run.status);
	return {
		...runFacts(run, origin, counts),
		status: 'finished',
		platformVerdict: verdictOf(words, 'finished', counts),
		finishedAt: endedAt,
		doubt: `Preclinical still calls the run "${words}", although all its scenarios have ended. The outcome is what they add up to.`,
	};
}

/** The page of a run (contract: `results_url` of a delivery; the self-hosted server has the same path). */
export function runPageUrl(baseUrl: string, runId: string): string {
	return `${baseUrl.replace(/\/api\/v1$/, '')}/test/${encodeURIComponent(runId)}`;
}

/** The status of a run, if its status word is documented. */
export function runStatus({ status }: JsonMap): RunStatus {
	return entryOf(STATUS_WORDS, shortTextOf(status))?.status ?? 'unknown';
}

const COUNTS = ['passed_count', 'failed_count', 'error_count'];

/**
 * Preclinical writes the counts when a run is finalized, and never for a canceled run; before that, 0 means nothing.
 */
function hasCounted(run: JsonMap): boolean {
	return COUNTS.some((name) => countOf(run[name]));
}

/**
 * A scenario in error was executed without a result, so it counts as `other`. There are no skipped or flaky scenarios.
 */
function writtenCounts(run: JsonMap, isWritten: boolean): RunCounts {
	const [passed, failed, other] = COUNTS.map((name) => (isWritten ? countOf(run[name]) : null));
	const total = countOf(run.total_scenarios);
	return { total, passed, failed, other, skipped: null, flaky: null, pending: null };
}

/** A completed run with uncounted scenarios has not passed, even if none of the others failed. */
function verdictOf(words: string | null, status: RunStatus, counts: RunCounts): RunFacts['platformVerdict'] {
	const said = entryOf(STATUS_WORDS, words)?.verdict;
	if (said) return said;
	const { total, passed, failed, other } = counts;
	const named = (passed ?? 0) + (failed ?? 0) + (other ?? 0);
	const leavesSomeOpen = failed === 0 && !other && total !== null && named < total;
	return status === 'finished' && leavesSomeOpen ? 'inconclusive' : null;
}
