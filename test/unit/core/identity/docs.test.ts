/** The page on fingerprints tells the truth: its examples are tried. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { normalizeError } from '../../../../core/identity/normalizeError';
import { stableFile, stableTitle } from '../../../../core/identity/stableName';

const page = readFileSync(path.join(__dirname, '../../../../docs/fingerprints.md'), 'utf8');

/** The rows of the tables whose last column answers a question. */
const rows = [...page.matchAll(/^\| `(.+?)` +\| `(.+?)` +\| (yes|no) +\|$/gm)].map(
	([, one, other, answer]) => ({ one: one!, other: other!, isSame: answer === 'yes' }),
);
const problemsFrom = rows.findIndex(({ one }) => one.startsWith('no cart'));
const tests = rows.slice(0, problemsFrom);
const problems = rows.slice(problemsFrom);

test('the tables are found', () => {
	expect(tests.length).toBeGreaterThanOrEqual(11);
	expect(problems.length).toBeGreaterThanOrEqual(23);
});

test.each(tests)('the same test: $one, $other', ({ one, other, isSame }) => {
	const name = /[\\/]/.test(one) ? stableFile : stableTitle;
	expect(name(one) === name(other)).toBe(isSame);
});

test.each(problems)('the same problem: $one, $other', ({ one, other, isSame }) => {
	expect(normalizeError(one) === normalizeError(other)).toBe(isSame);
});
