/** Reads the failures and tests of a run. They are in its spec files, each of which takes one request. */
import type { RunFacts } from '../../core/model/buildRun';
import type { GiveWay } from '../../core/text/inTurns';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { quantity } from '../../core/text/words';
import { countOf, isObject, textOf } from '../../core/text/json';
import { givingWay } from '../../n8n/givingWay';
import { failuresNoteOn } from '../shared/failuresNote';
import type { CurrentsApi, FullRun } from './api';
import { evidenceOfFailure } from './evidence';
import {
	fileTest,
	hasEnded,
	instanceFailures,
	instanceTests,
	unreadOf,
	type InstancePlace,
} from './instances';
import { runFacts } from './normalize';
import type { CurrentsSpec } from './wire';

/** What to read of a run besides its state and counts. */
export interface Details {
	/** Maximum number of failures; 0 = none. */
	maxFailures: number;
	/** Whether to read all tests. */
	tests?: boolean;
	/** Whether failures have a field `evidence`, with what was recorded of them. */
	evidence?: boolean;
}

/** Number of spec files read at the same time. */
const PARALLEL_READS = 5;

/** Maximum number of spec files that a note names. */
const MOST_NAMED = 5;

/**
 * The facts of a run with the requested details. Failures take one request for each spec file that contains some, until
 * there are enough; tests take one for every spec file in each of its groups.
 */
export async function detailedFacts(
	api: CurrentsApi,
	run: FullRun,
	dashboard: string,
	details: Details = { maxFailures: 0 },
): Promise<RunFacts> {
	const facts = runFacts(run, dashboard);
	if (details.maxFailures <= 0 && !details.tests) return facts;
	const read = await readSpecs(api, run, placeOf(run, facts, dashboard), details);
	return {
		...facts,
		...(details.maxFailures > 0 ? failureFacts(read, details.maxFailures) : {}),
		...(details.tests ? testFacts(facts, read.tests) : {}),
	};
}

/** The same; if the details cannot be read, the run without them and with a note that says why. */
export async function factsOrNote(
	api: CurrentsApi,
	run: FullRun,
	dashboard: string,
	details?: Details,
): Promise<RunFacts> {
	const facts = await detailedFacts(api, run, dashboard, details).catch(failuresNoteOn);
	return { ...runFacts(run, dashboard), ...facts };
}

/** The content of one spec file, or of all that were read. */
interface SpecRead {
	failures: TestFailure[];
	tests: TestResult[];
	/** The spec files themselves as tests, see `fileTest`; where tests are wanted. */
	files: TestResult[];
	/** One sentence for each spec file that was not read completely. */
	notes: string[];
}

interface SpecsRead extends Omit<SpecRead, 'files'> {
	/** Whether spec files with failures were not read because there were already enough failures. */
	isCut: boolean;
}

async function readSpecs(
	api: CurrentsApi,
	run: FullRun,
	place: InstancePlace,
	{ maxFailures, tests = false, evidence = false }: Details,
): Promise<SpecsRead> {
	const specs = tests ? specsOf(run) : suspectsOf(run);
	const giveWay = givingWay();
	const wanted = { tests, evidence };
	const read = async (spec: CurrentsSpec) => await readSpec(api, spec, place, wanted, giveWay);
	const parts: SpecRead[] = [];
	let failures = 0;
	while (parts.length < specs.length && (tests || failures < maxFailures)) {
		const batch = specs.slice(parts.length, parts.length + PARALLEL_READS);
		for (const part of await Promise.all(batch.map(read))) {
			parts.push(part);
			failures += part.failures.length;
		}
	}
	return {
		failures: parts.flatMap((part) => part.failures),
		tests: parts.flatMap((part) => part.tests),
		notes: parts.flatMap(({ notes }) => notes),
		isCut: parts.length < specs.length,
	};
}

/**
 * The tests of some of a run's spec files, and the files themselves as tests, in each group. `unread` are the files
 * that were not read completely.
 */
export async function testsOfFiles(
	api: CurrentsApi,
	run: FullRun,
	place: InstancePlace,
	isWanted: (file: string | null) => boolean,
): Promise<{ tests: TestResult[]; unread: Set<string | null> }> {
	const specs = specsOf(run).filter(({ spec }) => isWanted(textOf(spec)));
	const giveWay = givingWay();
	const unread = new Set<string | null>();
	const tests: TestResult[] = [];
	const read = async (spec: CurrentsSpec) => await readSpec(api, spec, place, { tests: true }, giveWay);
	for (let at = 0; at < specs.length; at += PARALLEL_READS) {
		const batch = specs.slice(at, at + PARALLEL_READS);
		const parts = await Promise.all(batch.map(read));
		parts.forEach((part, index) => {
			tests.push(...part.tests, ...part.files);
			if (part.notes.length > 0) unread.add(textOf(batch[index].spec));
		});
	}
	return { tests, unread };
}

/** The run that the spec files belong to. */
export function placeOf(run: FullRun, { buildId = null }: RunFacts, dashboard: string): InstancePlace {
	return { projectId: run.projectId, dashboard, buildId };
}

async function readSpec(
	api: CurrentsApi,
	spec: CurrentsSpec,
	place: InstancePlace,
	wanted: Omit<Details, 'maxFailures'>,
	giveWay: GiveWay,
): Promise<SpecRead> {
	const instanceId = textOf(spec.instanceId);
	if (instanceId === null) {
		return {
			failures: [],
			tests: [],
			files: [],
			notes: [`${nameOf(spec)}: Currents returns no ID to read it by.`],
		};
	}
	const instance = await api.getInstance(instanceId);
	const more = (testId: string | null) => ({ evidence: evidenceOfFailure(instance, testId) });
	const failures = await instanceFailures(instance, place, giveWay, wanted.evidence ? more : undefined);
	const unread = unreadOf(instance, failures.length, spec);
	return {
		failures,
		tests: wanted.tests ? await instanceTests(instance, place, giveWay) : [],
		files: wanted.tests ? [fileTest(instance, place)] : [],
		notes: unread.length > 0 ? [`${nameOf(spec)}: ${unread.join('; ')}.`] : [],
	};
}

/** The name of a spec file, with its group, since a file occurs once in each group. */
function nameOf({ spec, groupId }: CurrentsSpec): string {
	const [name, group] = [textOf(spec) ?? 'A spec file', textOf(groupId)];
	return group === null ? name : `${name} (${group})`;
}

function specsOf({ specs }: FullRun): CurrentsSpec[] {
	return Array.isArray(specs) ? specs.filter(isObject) : [];
}

/** Spec files with failed tests, followed by those that have ended and do not say whether they have any. */
function suspectsOf(run: FullRun): CurrentsSpec[] {
	const specs = specsOf(run);
	const isSilent = (spec: CurrentsSpec) =>
		!hasFailed(spec) && countOf(spec.results?.stats?.failures) === null && hasEnded(spec);
	return [...specs.filter(hasFailed), ...specs.filter(isSilent)];
}

function hasFailed({ results }: CurrentsSpec): boolean {
	return (countOf(results?.stats?.failures) ?? 0) > 0 || Boolean(results?.exception);
}

function failureFacts({ failures, notes, isCut }: SpecsRead, most: number): Partial<RunFacts> {
	return {
		failures: failures.slice(0, most),
		failuresTruncated: isCut || failures.length > most || notes.length > 0,
		failuresNote: notes.length > 0 ? noteOf(notes) : null,
	};
}

function noteOf(notes: string[]): string {
	const rest = notes.length - MOST_NAMED;
	const others = `The same goes for ${quantity(rest, 'more spec file')}.`;
	return [...notes.slice(0, MOST_NAMED), ...(rest > 0 ? [others] : [])].join(' ');
}

/** If the run is still running, missing tests are normal: nothing is known of them yet. */
function testFacts({ status, counts }: RunFacts, tests: TestResult[]): Partial<RunFacts> {
	const total = counts?.total ?? 0;
	const isOver = status !== 'running' && status !== 'queued';
	const isShort = isOver && tests.length < total;
	return { tests, ...(isShort ? { note: `Only ${tests.length} of ${total} tests could be read.` } : {}) };
}
