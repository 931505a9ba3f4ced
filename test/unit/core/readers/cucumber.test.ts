import { errorsOf, linesOf, runOf, verdictOf } from './reading';

const step = (status: string | null, more: object = {}) => ({
	keyword: 'Given ',
	name: 'a cart',
	...(status === null ? {} : { result: { status, duration: 1_500_000 } }),
	...more,
});
const hook = (status: string, error = 'Error: hook broke') => ({
	result: { status, duration: 500_000, ...(status === 'failed' ? { error_message: error } : {}) },
});

function cucumber(elements: object[], feature: object = {}) {
	return JSON.stringify([
		{
			uri: 'features/cart.feature',
			id: 'cart',
			keyword: 'Feature',
			name: 'Cart',
			elements: elements.map((element) => ({
				keyword: 'Scenario',
				type: 'scenario',
				name: 'pays',
				line: 4,
				...element,
			})),
			...feature,
		},
	]);
}

const failed = step('failed', {
	result: { status: 'failed', error_message: 'Error: no\n    at World (s.js:2:1)' },
});

it.each<[steps: object[], expected: string, error: string | null]>([
	[[step('passed'), step('passed')], 'passed', null],
	[[step('passed'), failed, step('skipped')], 'failed', 'Error: no'],
	[
		[
			step('failed', {
				result: {
					status: 'failed',
					error_message: 'Error: function timed out, ensure the promise resolves within 200 milliseconds',
				},
			}),
		],
		'timedOut',
		'Error: function timed out, ensure the promise resolves within 200 milliseconds',
	],
	[[step('ambiguous'), step('undefined')], 'error', 'The step is ambiguous: Given a cart'],
	[[step('undefined'), step('skipped')], 'error', 'The step is undefined: Given a cart'],
	[[step('pending'), step('skipped')], 'pending', null],
	[[step('passed'), step('skipped')], 'skipped', null],
	[[step('passed'), step(null)], 'other', 'The report does not say how each step ended.'],
	[[step('sideways')], 'other', 'The status of a step is "sideways", which is not known.'],
	[[], 'other', 'The scenario has no steps.'],
	[[step('PASSED')], 'passed', null],
])('%j reads as %s', (steps, expected, error) => {
	const run = runOf(cucumber([{ steps }]));
	expect(linesOf(run)).toEqual([`${expected} Cart > pays (features/cart.feature:4)`]);
	expect(run.failures?.[0]?.error.message ?? null).toBe(error);
});

it.each([
	['hidden steps', { steps: [{ keyword: 'Before', hidden: true, ...hook('failed') }, step('skipped')] }],
	['steps without a name', { steps: [step('passed'), { keyword: 'After', ...hook('failed') }] }],
	['a list before the steps', { before: [hook('failed')], steps: [step('skipped')] }],
	['a list after the steps', { steps: [step('passed')], after: [hook('failed')] }],
	['lists in a step', { steps: [step('passed', { after: [hook('failed')] })] }],
])('a hook that failed is an error, as %s', (_, element) => {
	const run = runOf(cucumber([element]));
	expect(errorsOf(run)).toEqual(['error pays: Error: hook broke']);
});

it('says what a step says when a hook fails beside it', () => {
	expect(errorsOf(runOf(cucumber([{ steps: [failed], after: [hook('failed')] }])))).toEqual([
		'failed pays: Error: no',
	]);
});

it('adds a background that stands before its scenario', () => {
	const run = runOf(
		cucumber([
			{ type: 'background', keyword: 'Background', name: '', steps: [failed] },
			{ steps: [step('skipped')] },
			{ name: 'again', steps: [step('passed')] },
		]),
	);
	expect(linesOf(run).map((line) => line.split(' (')[0])).toEqual([
		'failed Cart > pays',
		'passed Cart > again',
	]);
});

it('keeps rows of one outline apart that have one id', () => {
	const run = runOf(
		cucumber([
			{ id: 'cart;same', line: 40, steps: [step('passed')] },
			{ id: 'cart;same', line: 41, steps: [failed] },
		]),
	);
	expect(run.counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
});

it('reads durations in nanoseconds, tags, embeddings and the start', () => {
	const element = {
		start_timestamp: '2026-05-01T10:00:00.000Z',
		tags: [{ name: '@smoke' }, { name: '@case=12' }],
		steps: [
			step('passed', {
				embeddings: [{ mime_type: 'image/png', name: 'shot' }, 'x', { media: { type: 'text/plain' } }],
			}),
			step('passed'),
		],
	};
	expect(runOf(cucumber([element])).tests).toMatchObject([
		{
			durationMs: 3,
			startedAt: '2026-05-01T10:00:00.000Z',
			tags: ['smoke', 'case=12'],
			attachments: ['shot', 'text/plain'],
		},
	]);
});

it('is no pass without a scenario', () => {
	expect(verdictOf(runOf('[]'))).toBe('inconclusive: No test ran, so nothing counts as a pass.');
});

describe('behave', () => {
	function behave(elements: object[]) {
		const all = elements.map((element) => ({
			type: 'scenario',
			keyword: 'Scenario',
			location: 'features/a.feature:7',
			name: 'pays',
			tags: ['smoke'],
			...element,
		}));
		return JSON.stringify([
			{ keyword: 'Feature', name: 'Cart', location: 'features/a.feature:2', status: 'failed', elements: all },
		]);
	}

	it.each<[element: object, expected: string, error: string | null]>([
		[{ status: 'passed', steps: [step('passed')] }, 'passed', null],
		[
			{
				status: 'failed',
				steps: [
					step('failed', { result: { status: 'failed', error_message: ['Assertion Failed: no', 'more'] } }),
					step(null),
				],
			},
			'failed',
			'Assertion Failed: no\nmore',
		],
		[
			{ status: 'failed', steps: [step('undefined'), step(null)] },
			'error',
			'The step is undefined: Given a cart',
		],
		[
			{ status: 'failed', steps: [step(null)] },
			'error',
			'The scenario failed, though none of its steps did: a hook may have failed.',
		],
		[{ status: 'skipped', steps: [step('passed'), step(null)] }, 'skipped', null],
		[{ status: 'untested', steps: [step(null)] }, 'pending', null],
		[{ steps: [step(null)] }, 'other', 'The report does not say how each step ended.'],
	])('%j reads as %s', (element, expected, error) => {
		const run = runOf(behave([{ type: 'background', keyword: 'Background', steps: [step(null)] }, element]));
		expect(linesOf(run)).toEqual([`${expected} Cart > pays (features/a.feature:7)`]);
		expect(run.failures?.[0]?.error.message ?? null).toBe(error);
	});

	it('has durations in seconds', () => {
		const steps = [step('passed', { result: { status: 'passed', duration: 0.25 } })];
		expect(runOf(behave([{ status: 'passed', steps }])).tests).toMatchObject([
			{ durationMs: 250, tags: ['smoke'] },
		]);
	});

	it('gives the end of a traceback as the message', () => {
		const error = [
			'Traceback (most recent call last):',
			'  File "a.py", line 3, in f',
			'    raise ValueError("no")',
			'ValueError: no',
		];
		const steps = [step('failed', { result: { status: 'failed', error_message: error } })];
		expect(errorsOf(runOf(behave([{ status: 'failed', steps }])))).toEqual(['failed pays: ValueError: no']);
	});
});

describe('Cucumber Messages', () => {
	const time = (seconds: number) => ({ timestamp: { seconds, nanos: 5_000_000 } });
	const START = [
		{ meta: { implementation: { name: 'cucumber-js', version: '12.9.0' } } },
		{ gherkinDocument: { uri: 'a.feature', feature: { name: 'Cart' } } },
		{
			pickle: {
				id: 'p1',
				uri: 'a.feature',
				name: 'pays',
				location: { line: 6 },
				tags: [{ name: '@smoke' }],
				steps: [{ id: 's1', text: 'a cart' }],
			},
		},
		{
			testCase: {
				id: 'c1',
				pickleId: 'p1',
				testSteps: [
					{ id: 't1', pickleStepId: 's1' },
					{ id: 'h1', hookId: 'x' },
				],
			},
		},
		{ testRunStarted: time(1777622400) },
	];
	const END = { testRunFinished: { success: true, ...time(1777622410) } };

	function attempt(
		number: number,
		status: string,
		{ willBeRetried = false, message = '', stepId = 't1' } = {},
	) {
		const id = `a${number}`;
		return [
			{
				testCaseStarted: {
					id,
					testCaseId: 'c1',
					...(number > 0 ? { attempt: number } : {}),
					...time(1777622401),
				},
			},
			{
				testStepFinished: { testCaseStartedId: id, testStepId: stepId, testStepResult: { status, message } },
			},
			{ attachment: { testCaseStartedId: id, mediaType: 'text/plain', body: 'x' } },
			{ testCaseFinished: { testCaseStartedId: id, willBeRetried, ...time(1777622402) } },
		];
	}

	const messages = (...events: object[]) =>
		[...START, ...events].map((event) => JSON.stringify(event)).join('\n');

	describe('scenarios', () => {
		it('reads a scenario with all that belongs to it', () => {
			const run = runOf(messages(...attempt(0, 'PASSED'), END));
			expect(linesOf(run)).toEqual(['passed Cart > pays (a.feature:6)']);
			expect(run).toMatchObject({
				tool: { name: 'cucumber-js', version: '12.9.0' },
				startedAt: '2026-05-01T08:00:00.005Z',
				durationMs: 10_000,
			});
			expect(run.tests).toMatchObject([
				{
					tags: ['smoke'],
					durationMs: 1000,
					startedAt: '2026-05-01T08:00:01.005Z',
					attachments: ['text/plain'],
				},
			]);
		});

		it.each([
			['FAILED', 'failed', 't1'],
			['FAILED', 'error', 'h1'],
			['UNDEFINED', 'error', 't1'],
			['AMBIGUOUS', 'error', 't1'],
			['PENDING', 'pending', 't1'],
			['SKIPPED', 'skipped', 't1'],
			['UNKNOWN', 'other', 't1'],
		])('%s reads as %s (%s)', (status, expected, stepId) => {
			expect(linesOf(runOf(messages(...attempt(0, status, { stepId }), END)))[0]).toBe(
				`${expected} Cart > pays (a.feature:6)`,
			);
		});

		it('reads attempts as one test', () => {
			const first = attempt(0, 'FAILED', { willBeRetried: true, message: 'Error: first' });
			const flaky = runOf(messages(...first, ...attempt(1, 'PASSED'), END));
			expect(linesOf(flaky)).toEqual(['passed flaky x2 Cart > pays (a.feature:6)']);
			expect(errorsOf(flaky)).toEqual(['flaky pays: Error: first']);
			expect(
				linesOf(runOf(messages(...first, ...attempt(1, 'FAILED'), { testRunFinished: { success: false } }))),
			).toEqual(['failed x2 Cart > pays (a.feature:6)']);
		});
	});

	describe('whole files', () => {
		it('is no pass when the run failed, was cut off, or could not read a feature', () => {
			expect(
				errorsOf(runOf(messages(...attempt(0, 'PENDING'), { testRunFinished: { success: false } }))),
			).toEqual([
				'error Error of the test run: The run failed, though no scenario did: a strict run fails for pending scenarios.',
			]);
			expect(verdictOf(runOf(messages(...attempt(0, 'PASSED'))))).toBe(
				'inconclusive: The file ends before the run does, so it proves no pass.',
			);
			expect(linesOf(runOf(messages(...attempt(0, 'PASSED').slice(0, 2))))).toEqual([
				'error Cart > pays (a.feature:6)',
			]);
			const parseError = { parseError: { source: { uri: 'b.feature' }, message: '(1:1) expected Feature' } };
			expect(errorsOf(runOf(messages(parseError, ...attempt(0, 'PASSED'), END)))).toEqual([
				'error A feature cannot be read: (1:1) expected Feature',
			]);
			const runHook = { testRunHookFinished: { result: { status: 'FAILED', message: 'no disk' } } };
			expect(errorsOf(runOf(messages(runHook, ...attempt(0, 'PASSED'), END)))).toEqual([
				'error A hook of the run failed: no disk',
			]);
		});

		it('keeps an attempt that was to be repeated, and was not', () => {
			const first = attempt(0, 'FAILED', { willBeRetried: true });
			expect(linesOf(runOf(messages(...first, END)))).toEqual(['failed Cart > pays (a.feature:6)']);
		});

		it('reads several runs in one file, whose ids are the same', () => {
			const failed = messages(...attempt(0, 'FAILED'), { testRunFinished: { success: false } });
			const passed = messages(...attempt(0, 'PASSED'), END);
			const run = runOf(`${failed}\n${passed}`);
			expect(run).toMatchObject({ verdict: 'failed', counts: { total: 2, failed: 1, flaky: 0 } });
			const cut = messages(...attempt(0, 'PASSED'));
			expect(runOf(`${cut}\n${passed}`).verdict).toBe('inconclusive');
		});

		it('refuses a line that was cut off, and names it', () => {
			expect(() => runOf(`${messages(...attempt(0, 'PASSED'))}\n{"testRunFin`)).toThrow(
				'report, line 10, is no complete JSON object.',
			);
		});
	});
});
