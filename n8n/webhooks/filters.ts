/** The filters of a trigger. Pure. An empty list matches everything. */
import { matchesAnyGlob } from '../../core/text/globs';
import type { TestRun } from '../../core/model/TestRun';

/** What the user filters by. */
export interface DeliveryFilters {
	verdicts: string[];
	/** Glob patterns. */
	branches: string[];
	/** At least one of them must be a tag of the run. */
	tags: string[];
	environments: string[];
	/** Ids or codes of projects. */
	projects: string[];
	testIds: string[];
}

/** Whether an event matches the filters that can be checked before its run is read. */
export function eventPasses(
	{ projectId, testId }: { projectId?: string | null; testId?: string | null },
	{ projects, testIds }: DeliveryFilters,
): boolean {
	return fits(projects, projectId) && fits(testIds, testId);
}

/**
 * Whether a run matches the filters. If the run lacks the data for a filter, it does not match, unless the run is in
 * doubt: a run must not be filtered out because something could not be read. For the same reason, a run in doubt
 * matches whatever its verdict is.
 */
export function runPasses(
	run: TestRun,
	{ verdicts, branches, tags, environments }: DeliveryFilters,
): boolean {
	const { verdict, branch, environment } = run;
	const isInDoubt = run.doubt !== null;
	const fitsIfKnown = (isKnown: boolean, fitting: boolean) => (isKnown ? fitting : isInDoubt);
	return (
		(isInDoubt || fits(verdicts, verdict)) &&
		(branches.length === 0 || fitsIfKnown(branch !== null, matchesAnyGlob(branches, branch ?? ''))) &&
		(tags.length === 0 ||
			fitsIfKnown(
				run.tags.length > 0,
				tags.some((tag) => run.tags.includes(tag)),
			)) &&
		(environments.length === 0 || fitsIfKnown(environment !== null, fits(environments, environment)))
	);
}

function fits(wanted: string[], value: string | null | undefined): boolean {
	return wanted.length === 0 || wanted.includes(value ?? '');
}
