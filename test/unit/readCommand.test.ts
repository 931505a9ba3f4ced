/** `npm run read`: reports on the command line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { TestRun } from '../../core/model/TestRun';

const program = path.join(__dirname, '..', '..', 'scripts', 'lib', 'read.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'reports-'));

const suite = (cases: string) => `<testsuite name="Cart">${cases}</testsuite>`;

beforeAll(() => {
	writeFileSync(
		path.join(folder, 'first.xml'),
		suite('<testcase name="pays"><failure message="no"/></testcase>'),
	);
	writeFileSync(path.join(folder, 'second.xml'), suite('<testcase name="pays"/>'));
	writeFileSync(path.join(folder, 'cut.xml'), '<testsuite name="Cart">');
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', `file://${require.resolve('tsx')}`, program, ...args],
		{ cwd: folder, encoding: 'utf8' },
	);
	return { status, stdout, stderr };
}

test('several files are one run', () => {
	const { status, stdout } = read('first.xml', 'second.xml');
	expect(status).toBe(0);
	const run = JSON.parse(stdout) as TestRun;
	expect(run).toMatchObject({
		platform: 'report',
		verdict: 'passed',
		tests: null,
		counts: { total: 1, flaky: 1 },
	});
});

test('every repeat counts where that is asked for, and tests are listed', () => {
	const { stdout } = read('--repeats', 'each', '--tests', 'first.xml', 'second.xml');
	const run = JSON.parse(stdout) as TestRun;
	expect(run).toMatchObject({ verdict: 'failed', counts: { total: 2, failed: 1 } });
	expect(run.tests?.map(({ status }) => status)).toEqual(['failed', 'passed']);
});

test('each file is a line of its own where that is asked for, whether it can be read or not', () => {
	const { status, stdout } = read('--each', 'second.xml', 'cut.xml', 'none.xml');
	expect(status).toBe(0);
	const lines = stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
	expect(lines).toEqual([
		{ file: 'second.xml', format: 'junit', run: expect.objectContaining({ verdict: 'passed' }) as object },
		{ file: 'cut.xml', error: expect.stringMatching(/^cut\.xml, line 1, column 24, ends inside/) as string },
		{ file: 'none.xml', error: expect.stringContaining('no such file') as string },
	]);
});

test('a file that cannot be read is no run', () => {
	expect(read('cut.xml')).toMatchObject({
		status: 1,
		stdout: '',
		stderr: expect.stringMatching(/^cut\.xml, line 1, column 24, ends inside <testsuite>\. .*\n$/) as string,
	});
});

test.each([[[]], [['--repeats', 'never', 'first.xml']], [['--all', 'first.xml']]])(
	'%j is answered with how to use it',
	(args) => {
		expect(read(...args)).toEqual({
			status: 1,
			stdout: '',
			stderr: 'npm run read -- [--each] [--repeats retries|each] [--tests] FILE...\n',
		});
	},
);
