/** Sample data for screenshots of the report: twelve nightly runs of a web shop's tests, the newest first. */
import { buildFailure } from '../../core/model/buildFailure';
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import { buildReport, type Report } from '../../core/reports/report';
import type { TestFailure, TestRun } from '../../core/model/TestRun';

const NIGHTS: Array<{ failed: number; flaky: number; minutes: number; status?: RunFacts['status'] }> = [
	{ failed: 3, flaky: 2, minutes: 11.4 },
	{ failed: 1, flaky: 1, minutes: 9.1 },
	{ failed: 0, flaky: 3, minutes: 8.7 },
	{ failed: 0, flaky: 0, minutes: 8.2 },
	{ failed: 0, flaky: 0, minutes: 14.9, status: 'timedOut' },
	{ failed: 0, flaky: 1, minutes: 8.8 },
	{ failed: 0, flaky: 0, minutes: 8.1 },
	{ failed: 2, flaky: 1, minutes: 10.6 },
	{ failed: 0, flaky: 0, minutes: 7.9 },
	{ failed: 0, flaky: 2, minutes: 8.3 },
	{ failed: 0, flaky: 0, minutes: 7.6 },
	{ failed: 0, flaky: 0, minutes: 7.8 },
];

const TOTAL = 148;
const SKIPPED = 4;
const LAST_NIGHT = Date.parse('2026-03-12T02:00:00Z');
const DAY = 86_400_000;

/** One report about all nights. */
export async function historyReport(): Promise<Report> {
	return await reportOn(NIGHTS.map((_, index) => nightlyRun(index)));
}

/** The report about the last night. */
export async function runReport(): Promise<Report> {
	return await reportOn([nightlyRun(0)]);
}

async function reportOn(runs: TestRun[]): Promise<Report> {
	const sources = runs.map((run) => ({ run, decision: null }));
	return await buildReport(sources, { title: null, maxFailures: 20, includeStack: false });
}

function nightlyRun(nightsAgo: number): TestRun {
	const { failed, flaky, minutes, status = 'finished' } = NIGHTS[nightsAgo];
	const notRun = status === 'finished' ? 0 : 61;
	const passed = TOTAL - failed - SKIPPED - notRun;
	const startedAt = LAST_NIGHT - nightsAgo * DAY;
	const id = `nightly-${311 - nightsAgo}`;
	return buildRun({
		platform: 'currents',
		platformName: 'Currents',
		id,
		name: 'Web shop, nightly',
		project: { id: 'web-shop', name: 'Web shop' },
		url: `https://example.com/runs/${id}`,
		status,
		counts: { ...noCounts(), total: TOTAL, passed, failed, skipped: SKIPPED, flaky, pending: notRun },
		startedAt,
		finishedAt: startedAt + minutes * 60_000,
		branch: 'main',
		commit: { sha: '4f1c9e07ab', message: 'Offer saved cards at checkout', author: null },
		environment: 'staging',
		tags: ['nightly', 'chrome'],
		failures: nightsAgo === 0 ? lastNightsFailures() : null,
	});
}

function lastNightsFailures(): TestFailure[] {
	const shared = { project: 'web-shop', status: 'failed' } as const;
	return [
		{
			...buildFailure({
				...shared,
				suite: 'checkout',
				title: 'pays with a saved card',
				file: 'tests/checkout/saved-card.spec.ts',
				message:
					"TimeoutError: locator.click: Timeout 10000ms exceeded.\nCall log:\n  - waiting for getByRole('button', { name: 'Pay now' })\n  - element is not enabled",
				attempts: 3,
				durationMs: 31_400,
				url: 'https://example.com/tests/saved-card',
			}),
			change: 'new',
		},
		{
			...buildFailure({
				...shared,
				suite: 'checkout',
				title: 'shows the delivery date in the summary',
				file: 'tests/checkout/summary.spec.ts',
				message: 'expect(received).toBe(expected)\nExpected: "14 March"\nReceived: "13 March"',
				durationMs: 5_900,
				url: 'https://example.com/tests/delivery-date',
			}),
			change: 'new',
		},
		{
			...buildFailure({
				...shared,
				suite: 'search',
				title: 'finds articles by their number',
				file: 'tests/search/number.spec.ts',
				message: 'Request failed with status code 502',
				attempts: 2,
				durationMs: 12_300,
			}),
			change: 'stillFailing',
		},
	];
}
