/** Runs of a Cypress project: one in full, and one of a list that was canceled. */
import type { PublishedAnswer } from './answer';

const DASHBOARD = 'https://app.currents.dev';
const BUILD = 'regression-77031';

const head = {
	projectId: 'Lm4Nb8',
	createdAt: '2026-03-11T20:00:00.000Z',
	tags: ['regression'],
	timeout: { isTimeout: false, timeoutValueMs: 3_600_000 },
};

const meta = {
	ciBuildId: BUILD,
	commit: {
		sha: '0f9e8d7c6b5a493827160f9e8d7c6b5a49382716',
		branch: 'main',
		authorName: 'Kim',
		authorEmail: 'kim@example.com',
		message: 'Merge 1b2c3d4 into 5e6f7a8',
		remoteOrigin: 'https://git.example.com/app',
		defaultBranch: null,
	},
};

/** A run without groups has one that is called like its build. */
const group = (tests: object) => ({
	groupId: BUILD,
	platform: { osName: 'linux', osVersion: 'Debian - 12', browserName: 'Electron', browserVersion: '130' },
	instances: { overall: 2, claimed: 2, complete: 2, passes: 0, failures: 2 },
	tests,
});

const stats = (tests: number, passes: number, failures: number, pending: number) => ({
	suites: 1,
	tests,
	passes,
	pending,
	skipped: 0,
	failures,
	wallClockStartedAt: '2026-03-11T20:00:04.000Z',
	wallClockEndedAt: '2026-03-11T20:00:09.000Z',
	wallClockDuration: 5_000,
});

const spec = (instanceId: string, name: string, results: object) => ({
	groupId: BUILD,
	spec: name,
	instanceId,
	claimedAt: '2026-03-11T20:00:03.000Z',
	completedAt: '2026-03-11T20:00:10.000Z',
	machineId: '0b7f7b0e-7e53-4d5e-9f0f-0f4f3f5f7a11',
	results: { videoUrl: 'https://files.example.com/video.mp4', screenshots: [], flaky: 0, ...results },
});

const common = {
	platform: 'currents',
	platformName: 'Currents',
	project: { id: 'Lm4Nb8', name: null },
	doubt: null,
	startedAt: '2026-03-11T20:00:00.000Z',
	finishedAt: '2026-03-11T20:07:30.000Z',
	durationMs: 450_000,
	branch: 'main',
	commit: { sha: meta.commit.sha, message: meta.commit.message, author: 'Kim' },
	environment: null,
	tags: ['regression'],
	buildId: BUILD,
	group: null,
};

/** A failed test, a pending one, and a file that could not be run at all. */
export const failed: PublishedAnswer = {
	about: 'a Cypress run with a spec file that crashed',
	run: {
		...head,
		runId: '1c5e7a9b3d2f4e6a8c0b1d3f5a7c9e1b',
		completionState: 'COMPLETE',
		status: 'FAILED',
		durationMs: 450_000,
		cypressVersion: '13.17.0',
		groups: [group({ overall: 3, passes: 1, failures: 1, pending: 1, skipped: 0, retries: 1, flaky: 0 })],
		meta,
		specs: [
			spec('5f1d', 'cypress/e2e/login.cy.ts', { stats: stats(3, 1, 1, 1) }),
			spec('6a2e', 'cypress/e2e/broken.cy.ts', {
				stats: stats(0, 0, 0, 0),
				exception: 'SyntaxError: odd token',
			}),
		],
	},
	instances: [
		{
			instanceId: '5f1d',
			runId: '1c5e7a9b3d2f4e6a8c0b1d3f5a7c9e1b',
			groupId: BUILD,
			projectId: 'Lm4Nb8',
			spec: 'cypress/e2e/login.cy.ts',
			cypressVersion: '13.17.0',
			tags: ['regression'],
			results: {
				stats: stats(3, 1, 1, 1),
				tests: [
					{
						testId: 'r3',
						title: ['Login', 'with a key', 'signs in'],
						state: 'failed',
						body: '() => {}',
						displayError: 'AssertionError: expected 401 to equal 200\n    at Context.eval (login.cy.ts:12:8)',
						attempts: [
							{
								state: 'failed',
								error: {
									name: 'AssertionError',
									message: 'expected 401 to equal 200',
									stack: '    at Context.eval (login.cy.ts:12:8)',
									codeFrame: { line: 12, column: 8, frame: '> 12 |   expect(status)', language: 'ts' },
								},
								wallClockStartedAt: '2026-03-11T20:00:05.000Z',
								wallClockDuration: 870,
								videoTimestamp: 1_020,
							},
						],
					},
					{
						testId: 'r4',
						title: ['Login', 'is remembered'],
						state: 'pending',
						displayError: null,
						attempts: [{ state: 'pending', error: null, wallClockStartedAt: null, wallClockDuration: null }],
					},
					{
						testId: 'r5',
						title: ['Login', 'signs out'],
						state: 'passed',
						displayError: null,
						attempts: [{ state: 'passed', error: null }],
					},
				],
				exception: null,
				screenshots: [],
			},
		},
		{
			instanceId: '6a2e',
			groupId: BUILD,
			spec: 'cypress/e2e/broken.cy.ts',
			results: { stats: stats(0, 0, 0, 0), tests: [], exception: 'SyntaxError: odd token', screenshots: [] },
		},
	],
	details: { maxFailures: 20 },
	expected: {
		...common,
		key: 'currents:1c5e7a9b3d2f4e6a8c0b1d3f5a7c9e1b',
		id: '1c5e7a9b3d2f4e6a8c0b1d3f5a7c9e1b',
		name: `Run #${BUILD}`,
		url: `${DASHBOARD}/run/1c5e7a9b3d2f4e6a8c0b1d3f5a7c9e1b`,
		status: 'finished',
		verdict: 'failed',
		verdictReason: '1 of 3 tests failed.',
		counts: { total: 3, passed: 1, failed: 1, skipped: 0, flaky: 0, pending: 1, other: null },
		passRate: 1 / 2,
		failures: [
			{
				title: 'signs in',
				suite: 'Login > with a key',
				file: 'cypress/e2e/login.cy.ts',
				group: null,
				flaky: false,
				attempts: 1,
				durationMs: 870,
				url: `${DASHBOARD}/instance/5f1d/test/r3`,
				tags: ['regression'],
				status: 'failed',
				error: {
					message: 'AssertionError: expected 401 to equal 200\n    at Context.eval (login.cy.ts:12:8)',
					stack: 'at Context.eval (login.cy.ts:12:8)\n\n> 12 |   expect(status)',
				},
			},
			{
				title: 'cypress/e2e/broken.cy.ts',
				suite: null,
				file: 'cypress/e2e/broken.cy.ts',
				group: null,
				flaky: false,
				attempts: null,
				durationMs: null,
				url: `${DASHBOARD}/instance/6a2e`,
				tags: [],
				status: 'error',
				error: { message: 'SyntaxError: odd token', stack: null },
			},
		],
		failuresTruncated: false,
		failuresNote: null,
		tests: null,
	},
};

/** Entries of a list have no spec files. */
export const canceled: PublishedAnswer = {
	about: 'an entry of the list, of a run that was canceled',
	run: {
		...head,
		runId: '2d6f8b0c4e3a5f7b9d1c2e4a6b8d0f2c',
		cursor: '65ef1234567890abcdef1234',
		completionState: 'CANCELED',
		status: 'FAILED',
		durationMs: 450_000,
		cancellation: { actor: 'api-request', canceledAt: '2026-03-11T20:07:30.000Z', reason: 'apiRequest' },
		groups: [group({ overall: 9, passes: 7, failures: 2, pending: 0, skipped: 0, retries: 1, flaky: 1 })],
		meta: { ...meta, pr: { id: 'app#318' } },
	},
	instances: [],
	details: { maxFailures: 0 },
	expected: {
		...common,
		key: 'currents:2d6f8b0c4e3a5f7b9d1c2e4a6b8d0f2c',
		id: '2d6f8b0c4e3a5f7b9d1c2e4a6b8d0f2c',
		name: 'Pull Request #318',
		url: `${DASHBOARD}/run/2d6f8b0c4e3a5f7b9d1c2e4a6b8d0f2c`,
		status: 'canceled',
		verdict: 'inconclusive',
		verdictReason: 'The run was canceled; 2 tests had failed until then.',
		counts: { total: 9, passed: 7, failed: 2, skipped: 0, flaky: 1, pending: 0, other: null },
		passRate: 7 / 9,
		failures: null,
		failuresTruncated: false,
		failuresNote: null,
		tests: null,
	},
};
