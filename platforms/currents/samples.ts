/** Sample deliveries and the runs that belong to them, in the shapes that Currents sends (contract: 2 and 4). */
import type { RunEvent, TestFailure, Verdict } from '../../core/model/TestRun';
import type { SampleDelivery } from '../../n8n/webhooks/contract';
import { instanceFailures, type InstancePlace } from './instances';
import { runFacts } from './normalize';

const DASHBOARD = 'https://app.currents.dev';
const PROJECT_ID = 'aB3dE9';
const DURATION_MS = 254_000;

const EVENTS: Record<Verdict, RunEvent> = {
	passed: 'RUN_FINISH',
	failed: 'RUN_FINISH',
	inconclusive: 'RUN_TIMEOUT',
	pending: 'RUN_START',
};
const STATES: Record<Verdict, { status: string; completionState: string }> = {
	passed: { status: 'PASSED', completionState: 'COMPLETE' },
	failed: { status: 'FAILED', completionState: 'COMPLETE' },
	inconclusive: { status: 'FAILED', completionState: 'TIMEOUT' },
	pending: { status: 'RUNNING', completionState: 'IN_PROGRESS' },
};
const COUNTS: Record<Verdict, Record<string, number>> = {
	passed: { overall: 48, passes: 47, failures: 0, pending: 1, skipped: 0, flaky: 1, retries: 1 },
	failed: { overall: 48, passes: 45, failures: 2, pending: 1, skipped: 0, flaky: 1, retries: 3 },
	inconclusive: { overall: 48, passes: 20, failures: 0, pending: 0, skipped: 0, flaky: 0, retries: 0 },
	pending: { overall: 48, passes: 0, failures: 0, pending: 0, skipped: 0, flaky: 0, retries: 0 },
};

/** A sample delivery about a run with this verdict, and the run that a read would return. */
export async function sample(verdict: Verdict, at: Date): Promise<SampleDelivery> {
	const runId = at.getTime().toString(16).padStart(32, '0');
	const buildId = `sample-build-${at.getTime()}`;
	const tags = ['smoke'];
	const commit = {
		sha: '5f2c1e9a7d3b48460c1f2e3d4c5b6a7988776655',
		branch: 'main',
		authorName: 'Sample author',
		authorEmail: 'sample-author@example.com',
		message: 'Show the delivery date in the basket',
		remoteOrigin: 'https://git.example.com/web-shop.git',
		defaultBranch: 'main',
	};
	const isOver = verdict !== 'pending';
	const run = {
		runId,
		projectId: PROJECT_ID,
		createdAt: new Date(at.getTime() - (isOver ? DURATION_MS : 0)).toISOString(),
		durationMs: isOver ? DURATION_MS : null,
		tags,
		...STATES[verdict],
		groups: [{ groupId: 'chromium', tests: COUNTS[verdict] }],
		meta: { ciBuildId: buildId, commit },
	};
	const read = runFacts(run, DASHBOARD);
	const place = { projectId: PROJECT_ID, dashboard: DASHBOARD, buildId };
	const failures = verdict === 'failed' ? await sampleFailures(place) : [];
	return {
		headers: { 'x-timestamp': String(at.getTime()) },
		body: {
			event: EVENTS[verdict],
			runUrl: `https://app.currents.dev/run/${runId}`,
			buildId,
			tags,
			commit,
			...COUNTS[verdict],
		},
		scope: { projectId: PROJECT_ID },
		read: isOver ? { ...read, failures } : read,
	};
}

async function sampleFailures(place: InstancePlace): Promise<TestFailure[]> {
	const messages = {
		'pays with a saved card': 'Error: expect(locator).toHaveText("Thank you"): Timeout 5000ms exceeded.',
		'shows the delivery date': 'Error: expect(received).toBe(expected): Expected "3 May", received ""',
	};
	const tests = Object.entries(messages).map(([title, message], index) => ({
		testId: `sample-test-${index + 1}`,
		title: ['Checkout', title],
		message,
	}));
	const byTest = <T>(tell: (test: (typeof tests)[number]) => T) =>
		Object.fromEntries(tests.map((test) => [test.testId, tell(test)]));
	const instance = {
		instanceId: 'sample-instance',
		groupId: 'chromium',
		spec: 'tests/checkout.spec.ts',
		schemaVersion: 2,
		results: {
			tests: tests.map(({ testId, title }) => ({ testId, title, _s: 'failed', _d: true, _f: false })),
		},
		testResults: byTest(({ message }) => ({
			state: 'failed',
			isFlaky: false,
			displayError: message,
			duration: 16_003,
			attempts: [1, 2].map((attempt) => ({
				state: 'failed',
				wallClockDuration: 8_000 + attempt,
				error: { message, stack: `${message}\n    at tests/checkout.spec.ts:41:17` },
			})),
		})),
		testTags: byTest(() => ['smoke']),
	};
	return await instanceFailures(instance, place);
}
