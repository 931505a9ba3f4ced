/** One test of a CTRF report. */

import { errorOf, isTimeout, nameOf } from '../errorText';
import { count, fields, isObject, objects, text, texts, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant, milliseconds } from '../times';

/** Reads an entry of `results.tests`. `tool` is the tool that ran it. */
export function testOf(test: Fields, tool: string): ReadTest {
	const attempts = objects(test.retryAttempts);
	const failedBefore = attempts.filter(({ status }) => status === 'failed').at(-1);
	const isUnexpectedPass = passedButShouldNot(test);
	const status = isUnexpectedPass ? 'failed' : statusOf(test, tool, text(test.message));
	const flaky = !isBad(status) && isFlaky(test, failedBefore);
	const told = flaky ? (failedBefore ?? {}) : test;
	const error = errorOf(text(told.message), text(told.trace));
	const { title, suite, file, group } = namesOf(test, tool);
	return {
		title,
		suite,
		file,
		group,
		testId: text(test.testId),
		line: count(test.line),
		status,
		flaky,
		attempts: attemptsOf(test, attempts),
		durationMs: milliseconds(test.duration),
		startedAt: instant(test.start),
		message: isUnexpectedPass
			? 'Expected to fail, but passed.'
			: (error.message ?? madeMessage(status, test)),
		stack: error.stack,
		tags: texts(test.tags).map((tag) => nameOf(tag).replace(/^@/, '')),
		owner: text(fields(test.extra).owner),
		attachments: objects(test.attachments)
			.map(({ name, path }) => text(name) ?? text(path) ?? '')
			.filter((name) => name !== ''),
	};
}

const STATUSES: Record<string, ReadTest['status']> = {
	passed: 'passed',
	failed: 'failed',
	skipped: 'skipped',
	pending: 'pending',
};

/** The five statuses of CTRF say less than the tool's own word beside them. */
function statusOf({ status, rawStatus }: Fields, tool: string, message: string | null): ReadTest['status'] {
	const word = text(rawStatus)?.toLowerCase() ?? '';
	const known =
		typeof status === 'string' && Object.hasOwn(STATUSES, status)
			? (STATUSES[status] as ReadTest['status'])
			: 'other';
	if (known === 'failed') return /^timed ?out$/.test(word) || isTimeout(message) ? 'timedOut' : 'failed';
	if (known === 'passed') return 'passed';
	if (word === 'todo') return 'pending';
	if (word === 'interrupted') return 'pending';
	// Jest and Mocha call a skipped test pending.
	return word === 'pending' && /^(?:jest|mocha)$/i.test(tool) ? 'skipped' : known;
}

/** The writer for Playwright calls a test passed that was to fail and did not. */
function passedButShouldNot({ status, rawStatus, extra }: Fields): boolean {
	const isToFail = objects(fields(extra).annotations).some(({ type }) => type === 'fail');
	return status === 'passed' && rawStatus === 'passed' && isToFail;
}

function isFlaky({ flaky, retries, status }: Fields, failedBefore: Fields | undefined): boolean {
	if (failedBefore !== undefined) return true;
	return flaky === true || (flaky === undefined && status === 'passed' && (count(retries) ?? 0) > 0);
}

function attemptsOf({ retries }: Fields, attempts: Fields[]): number | null {
	const retried = count(retries);
	if (retried !== null) return retried + 1;
	return attempts.length > 0 ? attempts.length : null;
}

function madeMessage(status: ReadTest['status'], { rawStatus, status: given }: Fields): string | null {
	return status === 'other'
		? `The status is "${text(rawStatus) ?? text(given) ?? ''}", which says neither passed nor failed.`
		: null;
}

/** Writers put project, file and suites into one text, and the suites into the name once more. */
function namesOf(test: Fields, tool: string): Pick<ReadTest, 'title' | 'suite' | 'file' | 'group'> {
	const file = text(test.filePath);
	const suites = suitesOf(test.suite);
	const isPlaywright = /^playwright$/i.test(tool) && suites.length > 1 && isFile(suites[1] as string, file);
	const project = isPlaywright ? suites.shift() : undefined;
	if (suites[0] !== undefined && isFile(suites[0], file)) suites.shift();
	const title = nameOf(text(test.name));
	// Some put the title at the end of the suites, and these into the title.
	if (suites.length > 1 && suites.join(' > ') === title)
		return Object.assign(placesOf(suites.slice(0, -1), test, file, project), {
			title: suites.at(-1) as string,
		});
	const prefix = `${suites.join(' ')} `;
	return Object.assign(placesOf(suites, test, file, project), {
		title: suites.length > 0 && title.startsWith(prefix) ? title.slice(prefix.length) : title,
	});
}

function placesOf(
	suites: string[],
	test: Fields,
	file: string | null,
	project: string | undefined,
): Pick<ReadTest, 'suite' | 'file' | 'group'> {
	return {
		suite: suites.join(' > ') || null,
		file,
		group:
			[project, test.browser, test.device, parametersOf(test.parameters)]
				.map(partOfGroup)
				.filter((part) => part !== '')
				.join(' ') || null,
	};
}

/** A list since version 1.0, a text before. */
function suitesOf(suite: unknown): string[] {
	const names = typeof suite === 'string' ? suite.split(' > ') : texts(suite);
	return names.map(nameOf).filter((name) => name !== '');
}

function isFile(suite: string, file: string | null): boolean {
	return file !== null && (file === suite || file.endsWith(`/${suite}`));
}

function partOfGroup(part: unknown): string {
	return nameOf(text(part));
}

function parametersOf(parameters: unknown): string {
	if (!isObject(parameters)) return '';
	return Object.entries(parameters)
		.map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
		.join(', ');
}
