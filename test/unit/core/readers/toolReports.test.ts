/**
 * Reports that the real tools wrote, each with the run that a person expects from the suite that was run. See
 * `workshop/reportFiles/make.mjs`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { buildRun } from '../../../../core/model/buildRun';
import type { RunCounts, TestRun } from '../../../../core/model/TestRun';
import { readReports, toEnd } from '../../../../core/readers/readReports';

/** What the suite was made to give. `note` says what the report does not tell of it. */
interface ExpectedRun {
	note?: string;
	format: string;
	tool: string | null;
	version: string | null;
	verdict: TestRun['verdict'];
	counts: Omit<RunCounts, 'total'>;
	/** `status title: first line of the message`. */
	failures: string[];
	/** Titles. */
	flaky: string[];
	groups: string[];
	doubt?: string;
	/** Lines of tests, by title. */
	lines?: Record<string, number>;
	/** Tags of tests, by title. */
	tags?: Record<string, string[]>;
}

const WORKSHOP = path.resolve(__dirname, '../../../../workshop/reportFiles');
const tools = readdirSync(WORKSHOP, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);
const textOf = (...names: string[]) => readFileSync(path.join(WORKSHOP, ...names), 'utf8');
const expectedOf = (tool: string) => JSON.parse(textOf(tool, 'expected.json')) as Record<string, ExpectedRun>;

const cases = tools.flatMap((tool) =>
	Object.entries(expectedOf(tool)).map(([report, expected]) => [tool, report, expected] as const),
);

/** The run of a report, or of all files of one that is several. */
function readingOf(tool: string, report: string) {
	const text = textOf(tool, 'reports', report);
	const files = report.endsWith('.files.json')
		? Object.entries(JSON.parse(text) as Record<string, string>)
		: [[report, text] as const];
	const named = files.map(([name, content]) => ({ name, content }));
	const { facts, files: read } = toEnd(readReports(named, { includeTests: true }));
	return { run: buildRun(facts), formats: [...new Set(read.map(({ format }) => format))] };
}

/** The failures, sorted, without what changes from run to run. */
function failuresOf(run: TestRun): string[] {
	const failed = (run.failures ?? []).filter(({ flaky }) => !flaky);
	return failed
		.map(({ status, title, error }) => `${status} ${title}: ${error.message?.split('\n', 1)[0] ?? ''}`)
		.map((line) => line.replace(/(shop\.CartTest@)[0-9a-f]+/, '$1...'))
		.sort();
}

const flakyOf = (run: TestRun) => (run.tests ?? []).filter(({ flaky }) => flaky).map(({ title }) => title);
const groupsOf = (run: TestRun) => [
	...new Set((run.tests ?? []).flatMap(({ group }) => (group === null ? [] : [group]))),
];

test('each report of each tool has its expected run', () => {
	const kept = tools.flatMap((tool) =>
		readdirSync(path.join(WORKSHOP, tool, 'reports')).map((report) => `${tool}/${report}`),
	);

	expect(kept.sort()).toEqual(cases.map(([tool, report]) => `${tool}/${report}`).sort());
});

test.each(cases)('%s: %s', (tool, report, expected) => {
	const { run, formats } = readingOf(tool, report);
	const counts: Partial<RunCounts> = { ...run.counts };
	delete counts.total;

	expect({
		format: formats.join(),
		tool: run.tool?.name ?? null,
		version: run.tool?.version ?? null,
		verdict: run.verdict,
		counts,
		failures: failuresOf(run),
		flaky: flakyOf(run).sort(),
		groups: groupsOf(run).sort(),
		doubt: run.doubt,
	}).toEqual({
		format: expected.format,
		tool: expected.tool,
		version: expected.version,
		verdict: expected.verdict,
		counts: expected.counts,
		failures: [...expected.failures].sort(),
		flaky: [...expected.flaky].sort(),
		groups: [...expected.groups].sort(),
		doubt: expected.doubt ?? null,
	});
	for (const { title, line, tags } of run.tests ?? []) {
		if (expected.lines?.[title]) expect({ title, line }).toEqual({ title, line: expected.lines[title] });
		if (expected.tags?.[title]) expect({ title, tags }).toEqual({ title, tags: expected.tags[title] });
	}
});
