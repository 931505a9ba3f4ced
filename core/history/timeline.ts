/** The runs of one test that count: on its branch, and for rates on base branches too. */
import type { KnownRun, KnownTest, Observation } from './collect';

/** Which runs of a test count. */
export interface Scope {
	/** The branch of the run; `null` for runs without one. */
	branch: string | null;
	/** Whether the runs of another branch count for rates and durations. */
	isBase(branch: string | null): boolean;
	/** How many executed runs of a test count, the newest ones. */
	window: number;
}

/** The executed runs of a test, the oldest first. */
export interface Timeline {
	/** For rates and durations. Runs whose time is not known come first. */
	rated: Observation[];
	/** On the branch itself, without those whose time is not known. */
	own: Observation[];
}

/** Default of {@link Scope.window}. */
export const WINDOW = 50;

/** @param listing runs that list their failures, in order: the test did not fail in those without a row of it */
export function timelineOf({ observations }: KnownTest, listing: KnownRun[], scope: Scope): Timeline {
	const isOwn = ({ branch }: KnownRun) => branch === scope.branch;
	const counts = (run: KnownRun) => isOwn(run) || scope.isBase(run.branch);
	const known = observations.filter(({ run }) => counts(run));
	const all = listing.length === 0 ? known : withUnlisted(known, listing.filter(counts));
	const executed = all.filter(({ outcome }) => outcome !== 'notExecuted');
	const own = executed.filter(({ run }) => isOwn(run) && run.at !== null);
	return { rated: newest(executed, scope.window), own: newest(own, scope.window) };
}

function newest(observations: Observation[], window: number): Observation[] {
	return observations.length <= window ? observations : observations.slice(-window);
}

/** Adds the runs in which the test did not fail because they do not list it, from the first run that has a row of it. */
function withUnlisted(known: Observation[], listing: KnownRun[]): Observation[] {
	const listed = new Set(known.map(({ run }) => run));
	const unlisted = listing.filter((run) => run.at !== null && !listed.has(run));
	const all: Observation[] = [];
	let next = 0;
	for (const observation of known) {
		for (; next < unlisted.length && isBefore(unlisted[next], observation.run); next++)
			if (all.length > 0) all.push(notFailed(unlisted[next]));
		all.push(observation);
	}
	if (all.length > 0) for (; next < unlisted.length; next++) all.push(notFailed(unlisted[next]));
	return all;
}

function isBefore(run: KnownRun, other: KnownRun): boolean {
	return run.place < other.place;
}

function notFailed(run: KnownRun): Observation {
	return { run, outcome: 'notFailed', flaky: false, durationMs: null };
}
