/**
 * The contract of a report format: what knows how to read the files of one tool, or of a family of tools.
 *
 * Reading is work in steps. A generator yields whenever it may be paused, so whoever drives it decides how often others
 * get their turn; nothing here knows a clock.
 */

import type { TestResult, TestRun, TestTool } from '../model/TestRun';
import type { FormatId } from './formatNames';

/** Work that may be paused at each `yield`. */
export type Steps<Result> = Generator<undefined, Result>;

/** A file as it was given: its name, for messages, and what is in it. */
export interface ReportFile {
	name: string;
	content: string | Uint8Array;
}

/** A kind of report file. */
export interface ReportFormat {
	id: FormatId;
	/** As people write it, as in the table of names. */
	name: string;
	/** Whether the content is of this format. The name of the file never counts. */
	detects(content: ReportContent): boolean;
	/**
	 * Yields tests, one or several at a time, and `undefined` where there is none but time for a pause.
	 *
	 * @throws {ReportError} when the content is damaged
	 */
	read(content: ReportContent): Reading;
}

/** Yields tests; returns what the file tells of the run as a whole. */
export type Reading = Generator<ReadTest | ReadTest[] | undefined, FileFacts>;

/**
 * What it means that a test is in a report several times:
 * - `attempts`: the tool writes each attempt as a test of its own, so it was repeated;
 * - `newest`: likewise, and only the attempt that began last counts;
 * - `unclear`: a pass beside a failure is a retry, several passes are several tests;
 * - `separate`: in one file they are different tests that have the same title.
 */
export type Recurrence = 'attempts' | 'newest' | 'unclear' | 'separate';

/** A test, or an attempt of one, as a file reports it. A field is left out where the file does not report it. */
export interface ReadTest {
	/** Empty for a test without a name, which is never the same test as another one. */
	title: string;
	status: TestResult['status'];
	suite?: string | null;
	file?: string | null;
	line?: number | null;
	/** What else the same test runs as: browser, device, parameters. */
	group?: string | null;
	/** The tool's own identity of the test, where it outlives a new name. */
	testId?: string | null;
	flaky?: boolean;
	attempts?: number | null;
	durationMs?: number | null;
	/** ISO 8601 UTC. */
	startedAt?: string | null;
	/** What went wrong; of a flaky test, what went wrong before it passed. */
	message?: string | null;
	stack?: string | null;
	tags?: string[];
	owner?: string | null;
	attachments?: string[];
	url?: string | null;
	/** Default: `separate`. */
	recurrence?: Recurrence;
	/** Something that went wrong outside any test. It is listed among the tests, in error, and never merged with one. */
	isOutside?: boolean;
	/** What the same execution says of itself in every file that tells of it, e.g. the time stamp of its suite. */
	execution?: string | null;
}

/** What one file reports of its run as a whole. A field is left out where the file does not report it. */
export interface FileFacts extends Partial<
	Pick<
		TestRun,
		| 'name'
		| 'url'
		| 'branch'
		| 'commit'
		| 'environment'
		| 'buildId'
		| 'durationMs'
		| 'startedAt'
		| 'finishedAt'
	>
> {
	tool?: TestTool | null;
	/** True when the run was broken off from outside. */
	isInterrupted?: boolean;
	/** Why the file proves no pass although it holds no failure; one sentence. */
	undecidedBecause?: string | null;
	/** Why the run may not be as the file tells; sentences. */
	doubts?: string[];
	/** How many failures the file counts in its summary, to see that none is missing. */
	statedFailures?: number | null;
	/** Tests that the file counts without holding them. */
	unlisted?: { total: number; failed: number; other: number; skipped: number } | null;
	/** Names of other files that are part of the same report, but no reports themselves. */
	companions?: string[];
}

/** What is in a file. `file` is its name, for messages. */
export type ReportContent = XmlContent | JsonContent | LinesContent;

export interface XmlContent {
	kind: 'xml';
	file: string;
	root: XmlRoot;
	pieces(): Iterable<string>;
}

export interface JsonContent {
	kind: 'json';
	file: string;
	value: unknown;
}

/** Text of which each line tells something: JSON or plain. */
export interface LinesContent {
	kind: 'lines';
	file: string;
	/** The first lines, for telling formats apart. */
	head: string[];
	lines(): Iterable<string>;
}

/** The outermost element, for telling formats apart. */
export interface XmlRoot {
	name: string;
	/** By their names as they are written. The object inherits nothing. */
	attributes: Record<string, string>;
}
