/**
 * Reads report files and prints the run as JSON: `[--each] [--repeats retries|each] [--tests] FILE...`. With `--each`,
 * every file is a separate run and is printed as one JSON object per line: `{ file, format, run }` or `{ file, error
 * }`. A line for people about each run is on stderr, so that stdout is JSON alone.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readReports, toEnd, type ReadOptions } from '../../core/readers/readReports';
import { ReportError } from '../../core/readers/reportError';
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { oneLine } from '../../core/text/words';

const USAGE = 'npm run read -- [--each] [--repeats retries|each] [--tests] FILE...';

interface Command {
	files: string[];
	isEach: boolean;
	options: ReadOptions;
}

function main(): void {
	const command = commandOf(process.argv.slice(2));
	if (!command) return complain(USAGE);
	const { files, isEach, options } = command;
	if (!isEach) return printRun(files, options);
	for (const file of files) print(JSON.stringify(answerFor(file, options)));
}

/** The parsed arguments; `null` if they are not valid. */
function commandOf(args: string[]): Command | null {
	const { values, positionals: files } = parseArgs({
		args,
		strict: false,
		options: { each: { type: 'boolean' }, repeats: { type: 'string' }, tests: { type: 'boolean' } },
	});
	const { each = false, repeats = 'retries', tests = false, ...others } = values;
	if (files.length === 0 || Object.keys(others).length > 0) return null;
	if (repeats !== 'retries' && repeats !== 'each') return null;
	return { files, isEach: each === true, options: { repeats, includeTests: tests === true } };
}

function printRun(names: string[], options: ReadOptions): void {
	try {
		const { run } = runOf(names, options);
		print(JSON.stringify(run, null, 2));
		summarize(run);
	} catch (error) {
		complain(messageOf(error));
	}
}

function answerFor(file: string, options: ReadOptions): object {
	try {
		const { run, formats } = runOf([file], options);
		summarize(run, file);
		return { file, format: formats[0], run };
	} catch (error) {
		return { file, error: messageOf(error) };
	}
}

function runOf(names: string[], options: ReadOptions) {
	const given = names.map((name) => ({ name, content: readFileSync(name) }));
	const { facts, files } = toEnd(readReports(given, options));
	return { run: buildRun(facts), formats: files.map(({ format }) => format) };
}

/** The message of an error that the user can fix; rethrows all others. */
function messageOf(error: unknown): string {
	const isExpected = error instanceof ReportError || (error instanceof Error && 'code' in error);
	if (!isExpected) throw error;
	return error.message;
}

/** What the run is about in one line, as in `JUnit, failed: 1 of 2 tests failed.`. */
function summarize({ platformName, verdict, verdictReason, doubt }: TestRun, file?: string): void {
	const told = [
		file && `${file}:`,
		`${platformName}, ${verdict}:`,
		verdictReason,
		doubt && `In doubt: ${doubt}`,
	];
	process.stderr.write(`${oneLine(told.filter(Boolean).join(' '), LONGEST_LINE)}\n`);
}

const LONGEST_LINE = 500;

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
	process.stderr.write(`${text}\n`);
	process.exitCode = 1;
}

main();
