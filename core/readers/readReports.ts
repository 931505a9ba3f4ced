/** The way from report files to one run. */

import type { RunFacts } from '../model/buildRun';
import type { GiveWay } from '../text/inTurns';
import { quantity } from '../text/words';
import { assembleRun, type AssembleOptions, type ReadFile } from './assemble';
import { openReport } from './content';
import { digestOf } from './digest';
import { DETECT } from './formatNames';
import { formatOf } from './index';
import { MAX_TESTS } from './limits';
import { isBad } from './repeats';
import type { FileFacts, ReadTest, ReportFile, ReportFormat, Steps, ReportContent } from './reader';
import { asError, ReportError } from './reportError';
import { addMismatch } from './outside';

export interface ReadOptions extends Partial<AssembleOptions> {
	/** Id of the format, or `detect`. */
	format?: string;
}

/** The run that the files are about, and what each of them was. */
export interface ReportReading {
	facts: RunFacts;
	files: Array<{ name: string; format: string }>;
}

/** A run in the making, whose files come one after the other, so that they need not all be in memory at once. */
export interface OpenReading {
	/** @throws {ReportError} when the file is damaged, cut off, empty or too large */
	add(file: ReportFile): Steps<void>;
	/** @throws {ReportError} for the first file of no known format */
	end(): Steps<ReportReading>;
}

/**
 * Begins to read files into one run: shards, one file per class, or a single report. `buildRun` makes the run of the facts.
 * The same file twice counts once, unless every repeat counts.
 *
 * Work in steps: whoever calls may pause at each `yield` (`toEnd` goes on to the end, `givingWay` in between gives others
 * their turn).
 */
export function openReading(options: ReadOptions = {}): OpenReading {
	const { format = DETECT, repeats = 'retries', includeTests = false, project = '' } = options;
	const reading: Reading = { files: [], ids: [], digests: new Set(), count: 0, unknown: [] };
	return {
		*add(file) {
			const digest = yield* digestOf(file);
			if (repeats === 'retries' && reading.digests.has(digest)) return;
			yield* readFile(file, digest, format, reading);
		},
		*end() {
			refuseStrangers(reading);
			const facts = yield* assembleRun(reading.files, { repeats, includeTests, project });
			return {
				facts,
				files: reading.files.map(({ name }, index) => ({ name, format: reading.ids[index] as string })),
			};
		},
	};
}

/**
 * Reads files that are all at hand into one run, as {@link openReading} does.
 *
 * @throws {ReportError} for the first file that is damaged, cut off, empty, too large or of no known format
 */
export function* readReports(files: ReportFile[], options: ReadOptions = {}): Steps<ReportReading> {
	const reading = openReading(options);
	for (const file of files) yield* reading.add(file);
	return yield* reading.end();
}

/** Takes all steps at once. */
export function toEnd<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/**
 * Takes all steps, and waits between them for what `giveWay` gives, if anything. It is asked very often, so it looks at the
 * clock and pauses only when some time has gone by.
 */
export async function givingWay<Result>(steps: Steps<Result>, giveWay: GiveWay): Promise<Result> {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		const turn = giveWay();
		if (turn) await turn;
	}
}

interface Reading {
	files: ReadFile[];
	ids: string[];
	/** Of what was read so far. */
	digests: Set<string>;
	/** Tests of all files so far. */
	count: number;
	/** Files of no known format, which are refused unless they belong to a report. */
	unknown: ReportError[];
}

function* readFile(file: ReportFile, digest: string, chosen: string, reading: Reading): Steps<void> {
	const opened = yield* identified(file, chosen, reading);
	if (!opened) return;
	const { format, content } = opened;
	const tests: ReadTest[] = [];
	const facts = yield* collected(format.read(content), tests, reading, file.name);
	checkStatedFailures(facts, tests);
	reading.files.push({ name: file.name, formatName: format.name, digest, tests, facts });
	reading.ids.push(format.id);
	reading.digests.add(digest);
}

/** Opens a file and finds its format. `null` for one that is no report; whether it may be here shows at the end. */
function* identified(
	file: ReportFile,
	chosen: string,
	{ unknown }: Reading,
): Steps<{ format: ReportFormat; content: ReportContent } | null> {
	try {
		const content = yield* openReport(file);
		return { format: formatOf(content, chosen), content };
	} catch (error) {
		if (!(error instanceof ReportError)) throw asError(error);
		unknown.push(error);
		return null;
	}
}

/** Takes in the tests of one file. */
function* collected(source: Source, tests: ReadTest[], reading: Reading, file: string): Steps<FileFacts> {
	for (let taken = 0; ; taken += 1) {
		const step = source.next();
		if (step.done) return step.value;
		const given = step.value;
		const before = tests.length;
		if (Array.isArray(given)) for (const test of given) tests.push(test);
		else if (given) tests.push(given);
		reading.count += tests.length - before;
		if (reading.count > MAX_TESTS) throw tooMany(file);
		if (tests.length !== before + 1 || taken % TESTS_PER_STEP === 0) yield undefined;
	}
}

/** Of those that come one by one. */
const TESTS_PER_STEP = 200;

type Source = ReturnType<ReportFormat['read']>;

/** A summary that counts more failures than there are: then the file does not hold all of the run. */
function checkStatedFailures(facts: FileFacts, tests: ReadTest[]): void {
	const stated = facts.statedFailures ?? 0;
	const read = tests.filter(({ status }) => isBad(status)).length;
	if (stated <= read) return;
	const rest = read === 0 ? 'none of its tests failed' : `only ${read} could be read`;
	addMismatch(facts, `The report counts ${quantity(stated, 'failed test')}, but ${rest}.`, read);
}

function tooMany(file: string): ReportError {
	return new ReportError({
		file,
		problem: `brings the run to more than ${MAX_TESTS.toLocaleString('en')} tests`,
		advice: 'Read the files as several runs.',
	});
}

/** Files that are no reports are in place only where a report says that they are part of it, e.g. its attachments. */
function refuseStrangers({ files, unknown }: Reading): void {
	const companions = new Set(files.flatMap(({ facts }) => facts.companions ?? []));
	const stranger = unknown.find(({ file }) => !companions.has(file.slice(file.lastIndexOf('/') + 1)));
	if (stranger) throw stranger;
}
