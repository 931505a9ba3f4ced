/** docs/security.md names the tests that keep it true; they are there, and each claim with a number has some. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const [claims, kept] = readFileSync(path.join(root, 'docs/security.md'), 'utf8').split('## Kept true by');

/** Lines of the list at the end: number, and tests by file and title. */
const lines = [...(kept ?? '').matchAll(/^(\d+)\. (.+)$/gm)].map(([, number, text]) => ({
	number: Number(number),
	tests: [...text!.matchAll(/`([^`]+)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file, titles]) =>
		[...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => ({ file: file!, title: title! })),
	),
}));

/** Titles in a test file, with the variable parts of its template strings taken out. */
function titlesIn(file: string): string[] {
	const source = readFileSync(path.join(root, file), 'utf8');
	return [...source.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)+)\1,? ?(?:\n|async|\(|\{)/g)].map(
		([, , title]) => title!,
	);
}

test('every number in the text is in the list, and the other way round', () => {
	const used = [...(claims ?? '').matchAll(/\[([\d, ]+)\]/g)].flatMap(([, numbers]) =>
		numbers!.split(', ').map(Number),
	);

	expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
	expect([...new Set(used)].sort((a, b) => a - b)).toEqual(lines.map(({ number }) => number));
	expect(lines.length).toBeGreaterThan(10);
});

test.each(
	lines.flatMap(({ number, tests }) => tests.map(({ file, title }) => [number, title, file] as const)),
)('[%i] "%s" is a test', (_, title, file) => {
	expect(titlesIn(file).filter((candidate) => candidate.includes(title))).not.toEqual([]);
});

test('each line names a test', () => {
	for (const { tests } of lines) expect(tests.length).toBeGreaterThan(0);
});
