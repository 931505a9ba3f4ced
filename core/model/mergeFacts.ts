/** Merges the data of a delivery with the run that was read afterwards. Pure. */
import { verdictOf, type RunFacts } from './buildRun';

/**
 * The read has priority; what it lacks is taken from the delivery. If this would change the verdict of the read, the
 * verdict and the counts are those of the read alone.
 */
export function mergeFacts(delivered: RunFacts, read: RunFacts): RunFacts {
	const lister = read.failures || !delivered.failures ? read : delivered;
	const merged: RunFacts = { ...delivered };
	addKnown(merged, read);
	Object.assign(merged, failuresOf(lister));
	// A status that we do not know is still one that the platform reports. Use the status of the delivery only if the
	// read reports none.
	const isSilent = read.status === 'unknown' && !read.platformWords;
	merged.status = isSilent ? delivered.status : read.status;
	merged.project = namedProject(delivered, merged);
	// A delivery from before the end of the run says nothing about how it ended.
	const isOutcome = merged.status !== 'finished' || delivered.status === 'finished';
	if (!hasCounts(read)) merged.counts = isOutcome ? delivered.counts : read.counts;
	if (!isOutcome) merged.platformVerdict = read.platformVerdict ?? null;
	if (!hasVerdict(read) || verdictOf(merged) === verdictOf(read)) return merged;
	return {
		...merged,
		platformVerdict: read.platformVerdict ?? null,
		counts: read.counts,
		...failuresOf(read),
	};
}

/** The list of failures and the note about it, always from the same source. */
function failuresOf({ failures, failuresTruncated, failuresNote }: RunFacts): Partial<RunFacts> {
	return { failures, failuresTruncated, failuresNote };
}

/**
 * Adds the known facts. An empty list of failures is known, but an empty list of tags may only mean that none were
 * reported.
 */
function addKnown(facts: RunFacts, read: RunFacts): void {
	const add = <Name extends keyof RunFacts>(name: Name) => {
		const value = read[name];
		const isKnown = value !== undefined && value !== null && !(name === 'tags' && read.tags?.length === 0);
		if (isKnown) facts[name] = value;
	};
	for (const name in read) add(name as keyof RunFacts);
}

/** A read often returns only the id of the project, so take its name from the delivery. */
function namedProject(delivered: RunFacts, { project }: RunFacts): RunFacts['project'] {
	const isSame = project && delivered.project?.id === project.id;
	return isSame ? { ...project, name: project.name ?? delivered.project?.name ?? null } : project;
}

function hasCounts({ counts }: RunFacts): boolean {
	return typeof counts?.passed === 'number' || typeof counts?.failed === 'number';
}

function hasVerdict(facts: RunFacts): boolean {
	const undecided = facts.status === 'finished' || facts.status === 'unknown';
	return !undecided || Boolean(facts.platformVerdict) || hasCounts(facts);
}
