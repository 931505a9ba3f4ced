/** Which deliveries a trigger lets through. Pure. An empty list lets everything through. */
import { matchesAnyGlob } from '../../core/text/globs';
import type { TestRun } from '../../core/model/TestRun';

/** What the user filters by. */
export interface DeliveryFilters {
	verdicts: string[];
	/** Globs. */
	branches: string[];
	/** The run has at least one of them. */
	tags: string[];
	environments: string[];
	/** Ids or codes of projects. */
	projects: string[];
	testIds: string[];
}

/** Whether an event fits what can be told before its run is read. */
export function eventPasses(
	{ projectId, testId }: { projectId?: string | null; testId?: string | null },
	{ projects, testIds }: DeliveryFilters,
): boolean {
	return fits(projects, projectId) && fits(testIds, testId);
}

/**
 * Whether a run fits. A run that does not tell what is filtered by does not fit, unless it is in doubt: it is never left
 * out because something could not be read, neither for its verdict nor for what is not known of it.
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
