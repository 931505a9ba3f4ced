/** Puts rows in order: by run, by test, and the runs by time. */
import { mapInTurns, type GiveWay } from '../text/inTurns';
import { toMilliseconds } from '../text/time';
import { isOutage } from './outage';
import { hasFailed, type StoredRow } from './row';

/** A run, as far as its rows tell. */
export interface KnownRun {
	key: string;
	branch: string | null;
	commit: string | null;
	/** When it ended, ISO 8601; `null` if not known: then its place among the runs is not known either. */
	at: string | null;
	/** Its place among all runs; earlier runs have smaller numbers. */
	place: number;
	/** True if a test without a row did not fail in this run. */
	listsFailures: boolean;
	/** True if a test without a row did not belong to this run. */
	listsAll: boolean;
	/** Tests with a row. */
	size: number;
	isOutage: boolean;
}

/** One test in one run. */
export interface Observation {
	run: KnownRun;
	/** `notFailed`: the run lists its failures, and the test is not among them. */
	outcome: 'passed' | 'failed' | 'notExecuted' | 'notFailed';
	flaky: boolean;
	durationMs: number | null;
	/** Missing for `notFailed`. */
	row?: StoredRow;
}

/** One test with all that is known of it, the oldest run first; one observation per run. */
export interface KnownTest {
	testKey: string;
	observations: Observation[];
}

/** Runs that can be compared with each other: of one platform and one environment. */
export interface Series {
	environment: string | null;
	/** The oldest first; those whose time is not known before all others. */
	runs: KnownRun[];
	tests: Map<string, KnownTest>;
}

/** All rows by series. */
export type Collection = Map<string, Series>;

/** The key of the series that a run belongs to. */
export function seriesOf({ runKey, environment }: Pick<StoredRow, 'runKey' | 'environment'>): string {
	return `${runKey.split(':', 1)[0]}\0${environment ?? ''}`;
}

/** Collects rows in any order, also if some are there several times. */
export async function collect(rows: Iterable<StoredRow>, giveWay: GiveWay): Promise<Collection> {
	const collection: Collection = new Map();
	const buckets = await mapInTurns([...(await byRun(rows, giveWay)).values()], bucketOf, giveWay);
	buckets.sort(compareRuns);
	for (const [place, bucket] of buckets.entries()) {
		bucket.run.place = place;
		await addRun(collection, bucket, giveWay);
	}
	return collection;
}

/** The rows of one run. */
interface Bucket {
	run: KnownRun;
	rows: StoredRow[];
	time: number;
	series: string;
	environment: string | null;
}

/** Looking at the clock takes longer than a row does. */
const ROWS_PER_LOOK = 128;

async function byRun(rows: Iterable<StoredRow>, giveWay: GiveWay): Promise<Map<string, StoredRow[]>> {
	const runs = new Map<string, StoredRow[]>();
	let count = 0;
	for (const row of rows) {
		const others = runs.get(row.runKey);
		if (others) others.push(row);
		else runs.set(row.runKey, [row]);
		const turn = ++count % ROWS_PER_LOOK === 0 ? giveWay() : undefined;
		if (turn) await turn;
	}
	return runs;
}

function bucketOf(rows: StoredRow[]): Bucket {
	const facts = rows.reduce((one, other) => (isSameRun(one, other) ? one : newer(one, other)));
	const at = endOf(rows);
	const run: KnownRun = {
		key: facts.runKey,
		branch: facts.branch,
		commit: facts.commit,
		at,
		place: 0,
		listsFailures: false,
		listsAll: false,
		size: 0,
		isOutage: false,
	};
	const time = at === null ? -1 : Date.parse(at);
	return { run, rows, time, series: seriesOf(facts), environment: facts.environment };
}

function isSameRun(one: StoredRow, other: StoredRow): boolean {
	return one.branch === other.branch && one.commit === other.commit && one.environment === other.environment;
}

/** The latest end that a row tells, since shards end one after the other; otherwise the time of the first row. */
function endOf(rows: StoredRow[]): string | null {
	let end: string | null = null;
	for (const { finishedAt } of rows)
		if (finishedAt !== null && (end === null || finishedAt > end)) end = finishedAt;
	if (end !== null) return end;
	let stored = Infinity;
	for (const { createdAt } of rows) stored = Math.min(stored, toMilliseconds(createdAt) ?? Infinity);
	return stored === Infinity ? null : new Date(stored).toISOString();
}

/** The order of two runs: by their end, then by the number at the end of the key, then by the key. */
export function compareRuns(
	a: { time: number; run: Pick<KnownRun, 'key'> },
	b: { time: number; run: Pick<KnownRun, 'key'> },
): number {
	if (a.time !== b.time) return a.time - b.time;
	const [first, second] = [numberIn(a.run.key), numberIn(b.run.key)];
	if (first.length !== second.length) return first.length - second.length;
	if (first !== second) return first < second ? -1 : 1;
	if (a.run.key === b.run.key) return 0;
	return a.run.key < b.run.key ? -1 : 1;
}

/** As digits, since ids can be longer than a number is exact. */
function numberIn(key: string): string {
	let from = key.length;
	while (from > 0 && key[from - 1] >= '0' && key[from - 1] <= '9') from--;
	while (key[from] === '0') from++;
	return key.slice(from);
}

async function addRun(collection: Collection, bucket: Bucket, giveWay: GiveWay): Promise<void> {
	const { run, rows } = bucket;
	const series = collection.get(bucket.series) ?? {
		environment: bucket.environment,
		runs: [],
		tests: new Map<string, KnownTest>(),
	};
	collection.set(bucket.series, series);
	series.runs.push(run);
	let runRow: StoredRow | null = null;
	const made: Observation[] = [];
	for (const [index, row] of rows.entries()) {
		if (row.testKey === '') runRow = runRow === null ? row : newer(runRow, row);
		else addTo(series.tests, run, row, made);
		const turn = index % ROWS_PER_LOOK === 0 ? giveWay() : undefined;
		if (turn) await turn;
	}
	judge(run, runRow, made);
}

function addTo(tests: Series['tests'], run: KnownRun, row: StoredRow, made: Observation[]): void {
	const test = tests.get(row.testKey);
	const last = test?.observations[test.observations.length - 1];
	if (last?.run === run) {
		describe(last, newer(last.row as StoredRow, row));
		return;
	}
	const observation = describe({ run, outcome: 'notExecuted', flaky: false, durationMs: null }, row);
	made.push(observation);
	if (test) test.observations.push(observation);
	else tests.set(row.testKey, { testKey: row.testKey, observations: [observation] });
}

/** Fills in what a row says. */
function describe(observation: Observation, row: StoredRow): Observation {
	observation.outcome = outcomeOf(row);
	observation.flaky = row.flaky && observation.outcome === 'passed';
	observation.durationMs = row.durationMs;
	observation.row = row;
	return observation;
}

/** A flaky test passed, whatever the status of its row says, if it was executed at all. */
function outcomeOf(row: StoredRow): Observation['outcome'] {
	if (hasFailed(row)) return 'failed';
	const isPass = row.status === 'passed' || (row.flaky && hasFailed({ ...row, flaky: false }));
	return isPass ? 'passed' : 'notExecuted';
}

/** Of two rows of the same thing the one that was stored later; if that is not known, the second. */
function newer(one: StoredRow, other: StoredRow): StoredRow {
	return storedAt(one) > storedAt(other) ? one : other;
}

function storedAt({ createdAt, updatedAt }: StoredRow): number {
	return toMilliseconds(updatedAt) ?? toMilliseconds(createdAt) ?? -1;
}

/** What follows from a missing row, and whether the run was an outage. */
function judge(run: KnownRun, runRow: StoredRow | null, observations: Observation[]): void {
	const rows = observations.map(({ row }) => row as StoredRow);
	if (runRow !== null) rows.push(runRow);
	const hasEnded = runRow?.status === 'passed' || runRow?.status === 'failed';
	run.listsAll = rows.every(({ complete }) => complete === true);
	run.listsFailures = hasEnded && !run.listsAll && rows.every(({ complete }) => complete !== null);
	run.size = observations.length;
	const failed = observations.filter(({ outcome }) => outcome === 'failed').length;
	const executed = failed + observations.filter(({ outcome }) => outcome === 'passed').length;
	// Where only failures have rows, all that have one failed.
	run.isOutage = !rows.some(({ complete }) => complete === false) && isOutage(executed, failed);
}
