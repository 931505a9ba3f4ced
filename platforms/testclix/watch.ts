/**
 * Distinguishes the result of a run from that of an earlier run. Pure.
 *
 * TestCLIX gives a run no id. The only thing that can be read is the status of its test, without a time. A status that
 * is read before it changes is that of an earlier run, and looks the same. So a wait observes how the status changes.
 *
 * A wait that started the run (`startRunAndWait`) knows the status from before the start. A result counts
 * - at once, if the test was seen queued or processing in between;
 * - if it differs from the one before and stays unchanged for the settling time: the run was too fast to be seen;
 * - if the test was in a run already before the start, and the result stays unchanged for the settling time: the first
 *   result is that of the earlier run, after which ours leaves the queue.
 * A result that equals the one before, with nothing seen in between, never counts: it may be the old one.
 *
 * A wait for a run that was started elsewhere (`waitForRun`) knows neither the time of the start nor the status before
 * it. Usually the run is still running, or it has ended and its result is visible already. So a result counts
 * - at once, if the test was seen queued or processing before;
 * - if it stays unchanged for the settling time. If the run is not visible by then, we assume that none was started.
 *
 * A person who acknowledges an error changes the status too. That alone is not the end of a run.
 */
import { runFacts, statusWord } from './normalize';

/** What a read of the status says about the awaited run. */
export type Sighting =
	/** The test is queued or processing. */
	| 'inRun'
	/** The status is that of the awaited run. */
	| 'own'
	/** The status is, or may be, that of an earlier run. */
	| 'earlier';

/** Evaluates the status word of each read, with the time of the read in epoch milliseconds. */
export type Watch = (status: unknown, at: number) => Sighting;

/** Watches for the end of a run that was started right after the status `before` was read. */
export function watchStartedRun(before: unknown, settlingMs: number): Watch {
	const wasBusy = isInRun(before);
	return watch(settlingMs, ({ word, wasInRun, isSettled }) => {
		if (wasInRun && !wasBusy) return true;
		return isSettled && (wasBusy || isOtherResult(word, statusWord(before)) || word === NOTHING_TO_RUN);
	});
}

/** Watches for the end of a run that may have been started at any earlier time. */
export function watchRun(settlingMs: number): Watch {
	return watch(settlingMs, ({ wasInRun, isSettled }) => wasInRun || isSettled);
}

/** The test has no steps, so it will never have a run. */
const NOTHING_TO_RUN = 'not recorded';

interface Standing {
	word: string;
	/** The test was seen queued or processing. */
	wasInRun: boolean;
	/** The same word was read for at least the settling time. */
	isSettled: boolean;
}

function watch(settlingMs: number, isOwn: (standing: Standing) => boolean): Watch {
	let wasInRun = false;
	let standing: { word: string; since: number } | null = null;
	return (status, at) => {
		const word = statusWord(status);
		if (isInRun(status)) {
			wasInRun = true;
			standing = null;
			return 'inRun';
		}
		if (standing?.word !== word) standing = { word, since: at };
		return isOwn({ word, wasInRun, isSettled: at - standing.since >= settlingMs }) ? 'own' : 'earlier';
	};
}

function isInRun(status: unknown): boolean {
	const { status: runStatus } = runFacts('', status);
	return runStatus === 'queued' || runStatus === 'running';
}

function isOtherResult(word: string, before: string): boolean {
	const isResult = word === 'pass' || word === 'error';
	return isResult && word !== before;
}
