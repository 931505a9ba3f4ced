/** What the runs of the Playwright project are made of: its spec files, tests and attempts, as they are sent and as they are expected. */
export const DASHBOARD = 'https://app.currents.dev';
const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;

const meta = {
	ciBuildId: 'shop-20418-2',
	commit: {
		branch: 'feat/vouchers',
		remoteOrigin: 'https://git.example.com/shop',
		authorEmail: 'robin@example.com',
		authorName: 'Robin',
		message: 'feat: vouchers in the basket\n\nThey were lost on reload.\n',
		sha: '5d1f7f0f4f7c4c6f8b0c2f5f3a9f0e1d2c3b4a59',
		ghaEventData: {
			headRef: 'feat/vouchers',
			baseRef: 'main',
			prTitle: 'Vouchers in the basket',
			htmlUrl: 'https://git.example.com/shop/pull/418',
		},
	},
	framework: { type: 'pw', version: '1.55.0', clientVersion: '1.18.2' },
};

export const counts = (
	overall: number,
	passes: number,
	failures: number,
	flaky: number,
	skipped: number,
) => ({
	overall,
	passes,
	failures,
	pending: 0,
	skipped,
	flaky,
	retries: 0,
});

export const group = (groupId: string, tests: object, instances: object) => ({
	instances,
	tests,
	groupId,
	platform: { osName: 'linux', osVersion: 'Ubuntu - 24.04', browserName: groupId, browserVersion: '' },
	coverageEnabled: false,
	tags: ['shop'],
	durationMs: 91_250,
	specCount: 2,
});

export const spec = (
	instanceId: string,
	name: string,
	groupId: string,
	stats: object,
	changes: object = {},
) => ({
	instanceId,
	spec: name,
	groupId,
	claimedAt: '2026-06-02T09:30:01.500Z',
	completedAt: '2026-06-02T09:31:20.000Z',
	machineId: 'Qm3vT7pWk2Za',
	tags: ['shop'],
	inactivityTimeoutMs: null,
	results: { stats: { tests: 2, ...stats, wallClockDuration: 78_500 }, flaky: 0, videoUrl: null },
	...changes,
});

const error = {
	name: null,
	message: `Error: ${dim('expect(')}${red('received')}${dim(').')}toBe${dim('(expected)')}\n\nReceived: ${red('"12.90"')}`,
	stack: `Error: ${red('expect(received).toBe(expected)')}\n    at /ci/shop/tests/voucher.spec.ts:31:22`,
	value: null,
	codeFrame: {
		frame: `\u001b[0m ${red('>')} 31 |   expect(total).toBe('9.90');\n    |                 ^\u001b[0m`,
		line: 31,
		column: 22,
		file: '/ci/shop/tests/voucher.spec.ts',
	},
};

export const attempt = (index: number, state: string, rawStatus = state) => ({
	_d: true,
	attemptId: `Zk8RmT2s-${index}`,
	state,
	rawStatus,
	workerIndex: index,
	parallelIndex: 0,
	error: state === 'failed' ? error : null,
	wallClockStartedAt: `2026-06-02T09:30:0${index + 2}.000Z`,
	wallClockDuration: 2_400,
	videoTimestamp: null,
});

export const listed = (testId: string, groupId: string, title: string[], state: string, flaky = false) => ({
	_s: state,
	_d: true,
	_f: flaky,
	groupId,
	testId,
	spec: 'voucher.spec.ts',
	title,
	originalTitle: title,
	startTime: '2026-06-02T09:30:02.000Z',
	endTime: '2026-06-02T09:30:07.100Z',
	duration: 5_100,
});

export const detail = (state: string, attempts: object[], isFlaky = false) => ({
	_d: true,
	attempts,
	displayError: attempts.length > 1 ? error.message : null,
	duration: 5_100,
	startTime: '2026-06-02T09:30:02.000Z',
	endTime: '2026-06-02T09:30:07.100Z',
	isFlaky,
	recordId: 'Zk8RmT2s',
	state,
});

export const REDEEMS = ['Voucher @money', 'is redeemed'];
export const REFUSES = ['Voucher @money', 'is refused twice'];

export const version2 = (instanceId: string, groupId: string, tests: object[], testResults: object) => ({
	_id: '6a0000000000000000000001',
	instanceId,
	runId: 'f3a1c2d4e5b60718',
	projectId: 'Xy7Qp2',
	groupId,
	spec: 'voucher.spec.ts',
	machineId: 'Qm3vT7pWk2Za',
	createdAt: '2026-06-02T09:29:58.000Z',
	claimedAt: '2026-06-02T09:30:01.500Z',
	schemaVersion: 2,
	signature: '0c1d2e3f405162738495a6b7c8d9eafb',
	tags: ['shop', 'money'],
	framework: meta.framework,
	commit: meta.commit,
	results: {
		stats: {},
		tests,
		attachments: [],
		playwrightTraces: [],
		screenshots: [],
		videos: [],
		stdout: null,
	},
	testResults,
	testTags: { 'a1-redeems': ['shop', 'money'], 'a1-refuses': ['shop'] },
	testAnnotations: {
		'a1-redeems': [
			{ type: 'owner', description: '@basket-team' },
			{ type: 'note', description: 'Vouchers are made by the seed' },
		],
	},
	testList: { 'a1-redeems': { testId: 'a1-redeems', title: REDEEMS, originalTitle: REDEEMS } },
});

/** The same spec file as an older reporter sent it from one of the machines. */
export const older = {
	instanceId: 'c3c3c3c3c3c3c3c3',
	runId: 'f3a1c2d4e5b60718',
	projectId: 'Xy7Qp2',
	groupId: 'firefox',
	spec: 'search.spec.ts',
	tags: ['shop'],
	results: {
		stats: { overall: 2, tests: 2, passes: 0, failures: 1, pending: 0, skipped: 1, flaky: 0 },
		tests: [
			{
				_d: true,
				testId: 'b2-finds',
				title: ['finds a lamp'],
				originalTitle: ['finds a lamp'],
				state: 'failed',
				displayError: null,
				isFlaky: false,
				tags: ['shop'],
				attempts: [
					{
						_d: true,
						attemptId: 'Wq1Z-0',
						state: 'failed',
						rawStatus: 'timedOut',
						workerIndex: 0,
						parallelIndex: 0,
						error: { message: 'Test timeout of 30000ms exceeded.', stack: null, codeFrame: null },
						wallClockStartedAt: '2026-06-02T09:30:10.000Z',
						wallClockDuration: 30_012,
					},
				],
			},
			{ testId: 'b2-sorts', title: ['sorts by price'], state: 'skipped', displayError: null, attempts: [] },
		],
		screenshots: [],
		videos: [],
		playwrightTraces: [],
	},
};

export const common = {
	platform: 'currents',
	platformName: 'Currents',
	key: 'currents:f3a1c2d4e5b60718',
	id: 'f3a1c2d4e5b60718',
	name: 'Vouchers in the basket',
	project: { id: 'Xy7Qp2', name: null },
	url: `${DASHBOARD}/run/f3a1c2d4e5b60718`,
	doubt: null,
	startedAt: '2026-06-02T09:29:58.000Z',
	branch: 'feat/vouchers',
	commit: {
		sha: '5d1f7f0f4f7c4c6f8b0c2f5f3a9f0e1d2c3b4a59',
		message: 'feat: vouchers in the basket\n\nThey were lost on reload.',
		author: 'Robin',
	},
	environment: null,
	tags: ['shop', 'money'],
	buildId: 'shop-20418-2',
	group: null,
};

export const head = {
	runId: 'f3a1c2d4e5b60718',
	projectId: 'Xy7Qp2',
	createdAt: '2026-06-02T09:29:58.000Z',
	tags: ['shop', 'money'],
	timeout: { isTimeout: false },
	meta,
};

export const redeems = {
	title: 'is redeemed',
	suite: 'Voucher @money',
	file: 'voucher.spec.ts',
	group: 'chromium',
	flaky: false,
	attempts: 2,
	durationMs: 5_100,
	url: `${DASHBOARD}/instance/a1a1a1a1a1a1a1a1/test/a1-redeems`,
	tags: ['shop', 'money', 'owner:@basket-team'],
	status: 'failed',
};
export const finds = {
	title: 'finds a lamp',
	suite: null,
	file: 'search.spec.ts',
	group: 'firefox',
	flaky: false,
	attempts: 1,
	durationMs: 30_012,
	url: `${DASHBOARD}/instance/c3c3c3c3c3c3c3c3/test/b2-finds`,
	tags: ['shop'],
	status: 'timedOut',
};
export const testStart = '2026-06-02T09:30:02.000Z';
