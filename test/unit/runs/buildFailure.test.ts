import { buildFailure } from '../../../runs/buildFailure';

const FACTS = { project: 'shop01', title: 'pays with a saved card', status: 'failed' } as const;

test('what a platform does not tell is null, false or empty', () => {
	expect(buildFailure(FACTS)).toEqual({
		fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
		testKey: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
		title: 'pays with a saved card',
		suite: null,
		file: null,
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
