/** What this package writes into report files beside what their formats have a field for. */

import { count, fields, isObject, text, texts, type Fields } from './fields';
import { isBad } from './repeats';
import type { FileFacts, ReadTest } from './reader';
import { instant, milliseconds } from './times';

/** The test with the extra fields that its writer added. They never make it better than the fields of the format say. */
export function withExtra(test: ReadTest, given: unknown): ReadTest {
	const extra = fields(given);
	const whole = { ...test, recurrence: 'separate' as const };
	for (const [name, read] of Object.entries(FIELDS)) {
		if (Object.hasOwn(extra, name)) Object.assign(whole, { [name]: read(extra[name]) });
	}
	return { ...whole, status: statusOf(test.status, extra.status) };
}

const textOrNone = (value: unknown) => text(value);

/** The extra fields of a test, and how each is read. */
const FIELDS: Record<string, (value: unknown) => unknown> = {
	suite: textOrNone,
	file: textOrNone,
	group: textOrNone,
	url: textOrNone,
	owner: textOrNone,
	message: textOrNone,
	stack: textOrNone,
	flaky: (value) => value === true,
	attempts: count,
	line: count,
	durationMs: milliseconds,
	startedAt: (value) => instant(value),
	tags: texts,
	attachments: texts,
};

const STATUSES: Array<ReadTest['status']> = [
	...(['passed', 'skipped', 'pending'] as const),
	...(['failed', 'error', 'blocked', 'timedOut', 'other'] as const),
];

function statusOf(status: ReadTest['status'], given: unknown): ReadTest['status'] {
	const told = STATUSES.find((known) => known === given);
	if (told === undefined || isBad(told) !== isBad(status)) return status;
	return told === 'passed' || status === 'passed' ? status : told;
}

/** The extra fields of the run. */
export function factsOfExtra(given: unknown): FileFacts {
	const extra = fields(given);
	const doubt = text(extra.doubt);
	return {
		name: text(extra.name),
		url: text(extra.url),
		branch: text(extra.branch),
		commit: commitOf(extra.commit),
		environment: text(extra.environment),
		buildId: text(extra.buildId),
		startedAt: instant(extra.startedAt),
		finishedAt: instant(extra.finishedAt),
		durationMs: milliseconds(extra.durationMs),
		tool: toolOf(fields(extra.tool)),
		isInterrupted: extra.isInterrupted === true,
		undecidedBecause: text(extra.undecidedBecause),
		doubts: doubt === null ? [] : [doubt],
	};
}

function commitOf(commit: unknown): FileFacts['commit'] {
	if (!isObject(commit)) return null;
	return { sha: text(commit.sha), message: text(commit.message), author: text(commit.author) };
}

function toolOf({ name, version }: Fields): FileFacts['tool'] {
	const told = text(name);
	return told === null ? null : { name: told, version: text(version) };
}
