/** Histories of one test, written as a sequence of results. */
import { collect, type Collection } from '../../../../core/history/collect';
import type { StoredRow } from '../../../../core/history/row';
import { summarize, type TestSummary } from '../../../../core/history/summarize';
import { atOnce } from '../../../../core/text/inTurns';

/** The day on which the run of this number, counted from 1, ended. */
export const endOf = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();

const STATUS: Record<string, StoredRow['status']> = {
	P: 'passed',
	f: 'passed',
	F: 'failed',
	E: 'error',
	B: 'blocked',
	T: 'timedOut',
	S: 'skipped',
	N: 'pending',
	O: 'other',
};

/** A row of the test `pays` in the run of this number; runs are a day apart. */
export function row(number: number, facts: Partial<StoredRow> = {}): StoredRow {
	return {
		runKey: `qase:DEMO:${number}`,
		testKey: 'pays',
		title: 'pays',
		suite: null,
		group: null,
		status: 'passed',
		flaky: false,
		durationMs: null,
		fingerprint: null,
		branch: 'main',
		finishedAt: endOf(number),
		commit: `commit-${number}`,
		environment: null,
		complete: true,
		...facts,
	};
}

/**
 * The rows of a sequence, the oldest first: P passed, f passed after a retry, F failed, E error, B blocked, T timed out,
 * S skipped, N pending, O other, A absent. Each run also has a row of itself.
 */
export function rowsOf(
	sequence: string,
	facts: (number: number) => Partial<StoredRow> = () => ({}),
): StoredRow[] {
	return sequence.split(' ').flatMap((letter, index) => {
		const number = index + 1;
		const run = row(number, { testKey: '', title: null, ...facts(number) });
		if (letter === 'A') return [{ ...run, testKey: '', title: null }];
		const test = { status: STATUS[letter], flaky: letter === 'f' };
		return [{ ...run, testKey: '', title: null }, row(number, { ...test, ...facts(number) })];
	});
}

/** Another 24 tests of a run, of which 20 failed. */
export function outageIn(number: number, facts: Partial<StoredRow> = {}): StoredRow[] {
	return Array.from({ length: 24 }, (_, index) =>
		row(number, { testKey: `other-${index}`, status: index < 20 ? 'failed' : 'passed', ...facts }),
	);
}

export const collected = (rows: StoredRow[]): Promise<Collection> => collect(rows, atOnce);

/** The summaries of all tests. */
export async function summariesOf(rows: StoredRow[], window?: number): Promise<TestSummary[]> {
	const all = await summarize(await collected(rows), { window }, atOnce);
	return all.map(({ summary }) => summary);
}

/** The summary of the test `pays`. */
export async function summaryOf(rows: StoredRow[], window?: number): Promise<TestSummary> {
	const found = (await summariesOf(rows, window)).filter(({ testKey }) => testKey === 'pays');
	expect(found).toHaveLength(1);
	return found[0];
}
