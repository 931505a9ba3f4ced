/** Reading the failures and the tests of a run: they stand with its spec files, each of which is one request. */
import type { RunFacts } from '../../runs/buildRun';
import type { TestFailure, TestResult } from '../../runs/TestRun';
import { countOf, isObject, textOf } from '../../transport/json';
import type { CurrentsApi, FullRun } from './api';
import { instanceFailures, instanceTests, unreadOf, type InstancePlace } from './instances';
import { runFacts } from './normalize';
import type { CurrentsSpec } from './wire';

/** What is wanted of a run besides its state and counts. */
export interface Details {
	/** At most so many failures; 0 = none asked for. */
	maxFailures: number;
	/** Whether all its tests are wanted. */
	tests?: boolean;
}

/** Spec files read at the same time. */
const PARALLEL_READS = 5;

/** More spec files are not named in a note. */
const MOST_NAMED = 5;

/**
 * The facts of a run with the details that were asked for. Failures take one request for each spec file that has some,
 * as far as needed; tests one for every spec file, in each of its groups.
 */
export async function detailedFacts(
	api: CurrentsApi,
	run: FullRun,
	dashboard: string,
	details: Details = { maxFailures: 0 },
): Promise<RunFacts> {
	const facts = runFacts(run, dashboard);
	if (details.maxFailures <= 0 && !details.tests) return facts;
	const place = { projectId: run.projectId, dashboard, buildId: facts.buildId ?? null };
	const read = await readSpecs(api, run, place, details);
	return {
		...facts,
		...(details.maxFailures > 0 ? failureFacts(read, details.maxFailures) : {}),
		...(details.tests ? testFacts(facts, read.tests) : {}),
	};
}

interface SpecsRead {
	failures: TestFailure[];
	tests: TestResult[];
	/** One sentence for each spec file that was not read as a whole. */
	notes: string[];
	/** Whether spec files with failures were left out, since there were enough. */
	isCut: boolean;
}

async function readSpecs(
	api: CurrentsApi,
	run: FullRun,
	place: InstancePlace,
	{ maxFailures, tests: wantsTests = false }: Details,
): Promise<SpecsRead> {
	const specs = wantsTests ? specsOf(run) : suspectsOf(run);
	const read: SpecsRead = { failures: [], tests: [], notes: [], isCut: false };
	for (let at = 0; at < specs.length && !read.isCut; at += PARALLEL_READS) {
		const batch = specs.slice(at, at + PARALLEL_READS);
		for (const part of await Promise.all(
			batch.map(async (spec) => await readSpec(api, spec, place, wantsTests)),
		)) {
			read.failures.push(...part.failures);
			read.tests.push(...part.tests);
			read.notes.push(...part.notes);
		}
		read.isCut = !wantsTests && read.failures.length >= maxFailures && at + PARALLEL_READS < specs.length;
	}
	return read;
}

async function readSpec(
	api: CurrentsApi,
	spec: CurrentsSpec,
	place: InstancePlace,
	wantsTests: boolean,
): Promise<Omit<SpecsRead, 'isCut'>> {
	const name = textOf(spec.spec) ?? 'A spec file';
	const instanceId = textOf(spec.instanceId);
	if (instanceId === null) {
		return { failures: [], tests: [], notes: [`${name}: Currents gives no ID to read it by.`] };
	}
	const instance = await api.getInstance(instanceId);
	const failures = instanceFailures(instance, place);
	const unread = unreadOf(instance, failures.length, spec.results?.stats);
	return {
		failures,
		tests: wantsTests ? instanceTests(instance, place) : [],
		notes: unread.length > 0 ? [`${name}: ${unread.join('; ')}.`] : [],
	};
}

function specsOf({ specs }: FullRun): CurrentsSpec[] {
	return Array.isArray(specs) ? specs.filter(isObject) : [];
}

/** Spec files with failed tests, and last those that have ended without a word on it. */
function suspectsOf(run: FullRun): CurrentsSpec[] {
	const specs = specsOf(run);
	const isSilent = (spec: CurrentsSpec) =>
		!hasFailed(spec) && countOf(spec.results?.stats?.failures) === null && textOf(spec.completedAt) !== null;
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
	const others =
		rest === 1 ? ['The same goes for 1 more spec file.'] : [`The same goes for ${rest} more spec files.`];
	return [...notes.slice(0, MOST_NAMED), ...(rest > 0 ? others : [])].join(' ');
}

/** A run that goes on has tests that nothing is known of yet. */
function testFacts({ status, counts }: RunFacts, tests: TestResult[]): Partial<RunFacts> {
	const total = counts?.total ?? 0;
	const isOver = status !== 'running' && status !== 'queued';
	const isShort = isOver && tests.length < total;
	return { tests, ...(isShort ? { note: `Only ${tests.length} of ${total} tests could be read.` } : {}) };
}
