/** Joins what a delivery told about a run with what was read back afterwards. Pure. */
import { buildRun, type RunFacts } from './buildRun';

/**
 * The read wins; what it does not tell comes from the delivery. When what is left from the delivery would lead to
 * another verdict than the read alone, the read's verdict and counts stand by themselves.
 */
export function mergeFacts(delivered: RunFacts, read: RunFacts): RunFacts {
	const lister = read.failures || !delivered.failures ? read : delivered;
	const merged: RunFacts = { ...delivered, ...told(read), ...failuresOf(lister) };
	// A word that is not known is still what the platform says: the delivery fills in for silence alone.
	const isSilent = read.status === 'unknown' && !read.platformWords;
	merged.status = isSilent ? delivered.status : read.status;
	merged.project = namedProject(delivered, merged);
	// What was told before the run had finished says nothing of how it finished.
	const isOutcome = merged.status !== 'finished' || delivered.status === 'finished';
	if (!tellsCounts(read)) merged.counts = isOutcome ? delivered.counts : read.counts;
	if (!isOutcome) merged.platformVerdict = read.platformVerdict ?? null;
	if (!tellsVerdict(read) || verdictOf(merged) === verdictOf(read)) return merged;
	return {
		...merged,
		platformVerdict: read.platformVerdict ?? null,
		counts: read.counts,
		...failuresOf(read),
	};
}

/** A list of failures, and what is said of what it lacks: never of two sources. */
function failuresOf({ failures, failuresTruncated, failuresNote }: RunFacts): Partial<RunFacts> {
	return { failures, failuresTruncated, failuresNote };
}

/** The facts that are known. No failures at all is known; no tags may just not have been told. */
function told(facts: RunFacts): Partial<RunFacts> {
	const known = Object.entries(facts).filter(
		([name, value]) =>
			value !== undefined && value !== null && !(name === 'tags' && facts.tags?.length === 0),
	);
	return Object.fromEntries(known);
}

/** A read often knows the project by its id alone. */
function namedProject(delivered: RunFacts, { project }: RunFacts): RunFacts['project'] {
	const isSame = project && delivered.project?.id === project.id;
	return isSame ? { ...project, name: project.name ?? delivered.project?.name ?? null } : project;
}

function tellsCounts({ counts }: RunFacts): boolean {
	return typeof counts?.passed === 'number' || typeof counts?.failed === 'number';
}

function tellsVerdict(facts: RunFacts): boolean {
	const undecided = facts.status === 'finished' || facts.status === 'unknown';
	return !undecided || Boolean(facts.platformVerdict) || tellsCounts(facts);
}

function verdictOf(facts: RunFacts) {
	return buildRun(facts).verdict;
}
