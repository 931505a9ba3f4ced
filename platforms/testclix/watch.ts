/**
 * Telling a run's own result from that of an earlier run. Pure.
 *
 * TestCLIX gives a run no id: all that can be read is the status of its test, without a time. A status that is read
 * before it changes is that of an earlier run, and looks the same. So a wait watches how the status changes.
 *
 * A wait that started the run (`startRunAndWait`) knows the status from before the start. A result counts
 * - at once, when the test was seen queued or processing in between;
 * - when it differs from the one before and stands for the settling time: the run was too fast to be seen;
 * - when the test was in a run already before the start and the result stands for the settling time: the first
 *   result is that of the earlier run, after which ours leaves the queue.
 * A result that is the same as before, with nothing seen in between, never counts: it may be the old one.
 *
 * A wait for a run that was started elsewhere (`waitForRun`) knows neither when that was nor what stood before.
 * Usually the run is going on, or is over and its result stands already. So a result counts
 * - at once, when the test was seen queued or processing before;
 * - when it stands for the settling time: a start that still does not show by then is taken for no start.
 *
 * A person who acknowledges an error changes the status as well: that alone is no end of a run.
 */
import { runFacts, statusWord } from './normalize';

/** What a read of the status says of the awaited run. */
export type Sighting =
	/** The test is queued or processing. */
	| 'inRun'
	/** The status is that of the awaited run. */
	| 'own'
	/** The status is, or may be, that of an earlier run. */
	| 'earlier';

/** Takes the status word of each read, with its time in epoch milliseconds. */
export type Watch = (status: unknown, at: number) => Sighting;

/** Watches for the end of a run that was started right after the status `before` was read. */
export function watchStartedRun(before: unknown, settlingMs: number): Watch {
	const wasBusy = isInRun(before);
	return watch(settlingMs, ({ word, wasInRun, isSettled }) => {
		if (wasInRun && !wasBusy) return true;
		return isSettled && (wasBusy || isOtherResult(word, statusWord(before)) || word === NOTHING_TO_RUN);
	});
}

/** Watches for the end of a run that may have been started at any time before. */
export function watchRun(settlingMs: number): Watch {
	return watch(settlingMs, ({ wasInRun, isSettled }) => wasInRun || isSettled);
}

/** The test has no steps, so however long one waits, no run will come of it. */
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
