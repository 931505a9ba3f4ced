/** Traces, screenshots, videos and other files that were recorded of a test. Pure. */
import { countOf, objectsOf, textOf, type JsonMap } from '../../core/text/json';
import type { CurrentsInstance } from './wire';

/** Something recorded while a test was executed. Addresses are signed and end after about two hours. */
export interface Evidence {
	kind: 'attachment' | 'screenshot' | 'trace' | 'video';
	name: string | null;
	url: string;
	/** Number of the attempt, as Currents counts it. */
	attemptIndex: number | null;
}

/** Each list of evidence, and the field that holds the address (contract: instances). */
const LISTS: Array<
	[Evidence['kind'], 'attachments' | 'playwrightTraces' | 'screenshots' | 'videos', string]
> = [
	['attachment', 'attachments', 'readUrl'],
	['screenshot', 'screenshots', 'screenshotURL'],
	['trace', 'playwrightTraces', 'traceURL'],
	['video', 'videos', 'videoUrl'],
];

/** What was recorded of a failed test, and the video of its whole spec file where Currents has one. */
export function evidenceOfFailure(instance: CurrentsInstance, testId: string | null): Evidence[] {
	const url = textOf(instance.results?.videoUrl);
	const ofFile: Evidence[] = url === null ? [] : [{ kind: 'video', name: null, url, attemptIndex: null }];
	return [...evidenceOf(instance, testId), ...ofFile];
}

/** What was recorded of a test; entries without an address are left out. */
export function evidenceOf({ results }: CurrentsInstance, testId: string | null): Evidence[] {
	return LISTS.flatMap(([kind, list, field]) =>
		objectsOf(results?.[list])
			.filter((entry) => testId !== null && textOf(entry.testId) === testId)
			.flatMap((entry) => pieceOf(kind, entry, textOf(entry[field]))),
	);
}

function pieceOf(kind: Evidence['kind'], entry: JsonMap, url: string | null): Evidence[] {
	if (url === null) return [];
	const name = textOf(entry.name) ?? textOf(entry.filename);
	return [{ kind, name, url, attemptIndex: countOf(entry.testAttemptIndex) }];
}
