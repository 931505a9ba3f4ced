import { buildFailure, buildTest } from '../../../../core/model/buildFailure';

const FACTS = { project: 'shop01', title: 'pays with a saved card', status: 'failed' } as const;

test('what a platform does not tell is null, false or empty', () => {
	expect(buildFailure(FACTS)).toEqual({
		fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
		testKey: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
		title: 'pays with a saved card',
		suite: null,
		file: null,
		group: null,
		status: 'failed',
		error: { message: null, stack: null },
		attempts: null,
		flaky: false,
		durationMs: null,
		url: null,
		tags: [],
	});
});

test('terminal colours are left out of what people read', () => {
	const { error } = buildFailure({
		...FACTS,
		message: '\u001b[31mexpected\u001b[39m 1',
		stack: '\u001b[2mat line\u001b[22m',
	});
	expect(error).toEqual({ message: 'expected 1', stack: 'at line' });
});

test('what is made of codes alone is no text', () => {
	const codes = '\u0000\u001b[31m\u001b[39m';
	const told = { title: codes, suite: codes, file: codes, message: codes, stack: codes };
	expect(buildFailure({ ...FACTS, ...told })).toMatchObject({
		title: 'unnamed test',
		suite: null,
		file: null,
		error: { message: null, stack: null },
	});
});

test('a test keeps its identity when its platform id does, whatever its title becomes', () => {
	const before = buildFailure({ ...FACTS, testId: 'case-7' });
	const after = buildFailure({ ...FACTS, testId: 'case-7', title: 'pays with a stored card' });
	expect(after.testKey).toBe(before.testKey);
	expect(buildFailure({ ...FACTS, testId: 'case-8' }).testKey).not.toBe(before.testKey);
});

test('the stack stands in for a message that is missing', () => {
	const one = buildFailure({ ...FACTS, stack: 'Error: no such element' });
	const other = buildFailure({ ...FACTS, stack: 'Error: connection refused' });
	expect(one.fingerprint).not.toBe(other.fingerprint);
});

test('a problem that is told apart from the message alone makes the fingerprint', () => {
	const partly = buildFailure({ ...FACTS, message: 'Partly met: greets', problem: 'greets' });
	const not = buildFailure({ ...FACTS, message: 'Not met: greets', problem: 'greets' });
	expect(partly.fingerprint).toBe(not.fingerprint);
	expect(partly.error.message).toBe('Partly met: greets');
	expect(buildFailure({ ...FACTS, message: 'Not met: greets', problem: 'asks' }).fingerprint).not.toBe(
		not.fingerprint,
	);
});

test.each([{ testId: null }, { testId: 'case-7' }])(
	'a test is another one in each group, and its problem the same one',
	(identity) => {
		const chromium = buildFailure({ ...FACTS, ...identity, group: 'chromium', message: 'no such element' });
		const firefox = buildFailure({ ...FACTS, ...identity, group: 'firefox', message: 'no such element' });
		expect(firefox.testKey).not.toBe(chromium.testKey);
		expect(firefox.fingerprint).toBe(chromium.fingerprint);
		expect(chromium.group).toBe('chromium');
	},
);

test("the platform's own code of an error is kept", () => {
	expect(buildFailure({ ...FACTS, errorCode: 'RATE_LIMIT' }).errorCode).toBe('RATE_LIMIT');
	expect(buildFailure(FACTS)).not.toHaveProperty('errorCode');
});

test('line, owner and attachments are there only where they are told', () => {
	const told = { line: 12, owner: 'ann', attachments: ['shot.png'] };
	for (const built of [buildFailure({ ...FACTS, ...told }), buildTest({ ...FACTS, ...told })]) {
		expect(built).toMatchObject(told);
	}
	const untold = buildTest({ ...FACTS, line: 0, owner: '', attachments: [] });
	expect(untold).toEqual(buildTest(FACTS));
	expect(Object.keys(untold).sort()).toEqual(Object.keys(buildTest(FACTS)).sort());
});

test('a test has the key of its failure, and unknown facts as null', () => {
	const { testKey } = buildFailure({ ...FACTS, group: 'chromium' });
	expect(buildTest({ ...FACTS, group: 'chromium', status: 'passed' })).toEqual({
		testKey,
		title: 'pays with a saved card',
		suite: null,
		file: null,
		group: 'chromium',
		status: 'passed',
		flaky: false,
		attempts: null,
		durationMs: null,
		startedAt: null,
		url: null,
		tags: [],
	});
});
