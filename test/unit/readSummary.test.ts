/** `npm run read`: a line for people on stderr, and nothing but JSON on stdout. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = path.join(__dirname, '..', '..', 'scripts', 'lib', 'read.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
const FILES = {
	'red.xml': '<testsuite name="Cart"><testcase name="pays"><failure message="no"/></testcase></testsuite>',
	'green.xml': '<testsuite name="Cart"><testcase name="adds"/></testsuite>',
	'cut.xml': '<testsuite name="Cart">',
	'first.tap': 'not ok 1 - pays\n1..1\n',
	'second.tap': 'ok 1 - pays\n1..1\n',
};

beforeAll(() => {
	for (const [name, content] of Object.entries(FILES)) writeFileSync(path.join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(...args: string[]) {
	const tsx = `file://${require.resolve('tsx')}`;
	return spawnSync(process.execPath, ['--import', tsx, program, ...args], { cwd: folder, encoding: 'utf8' });
}

test('the run in one line: the tool or format, the verdict and why', () => {
	const { stdout, stderr } = read('red.xml', 'green.xml');

	expect(stderr).toBe('JUnit, failed: 1 of 2 tests failed.\n');
	expect(JSON.parse(stdout)).toMatchObject({ verdict: 'failed' });
});

test('with --each a line per file that can be read, which names it', () => {
	const { stdout, stderr } = read('--each', 'red.xml', 'cut.xml', 'green.xml');

	expect(stderr).toBe(
		'red.xml: JUnit, failed: The only test failed.\ngreen.xml: JUnit, passed: The only test passed.\n',
	);
	expect(
		stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as object),
	).toHaveLength(3);
});

test('a doubt is not left out', () => {
	expect(read('first.tap', 'second.tap').stderr).toMatch(
		/^TAP, passed: .* In doubt: The reports name neither .*\n$/,
	);
});
