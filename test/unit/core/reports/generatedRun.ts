/** Runs as the reader makes them, with everything in them that it can know. */
import * as fc from 'fast-check';

import { assembleRun } from '../../../../core/readers/assemble';
import { nameOf, readable } from '../../../../core/readers/errorText';
import type { FileFacts, ReadTest } from '../../../../core/readers/reader';
import { toEnd } from '../../../../core/readers/readReports';
import { buildRun } from '../../../../core/model/buildRun';
import { clean } from '../../../../core/reports/clean';
import type { TestResult, TestRun } from '../../../../core/model/TestRun';

const AWKWARD = [
	'A > B',
	'@smoke',
	'<b>&amp;"x"</b>',
	']]>',
	'{"a":1}',
	'tests',
	'a.spec.ts',
	'None',
	'Failed',
	'pays (2)',
	'é🚀',
	'test run',
	'Test timeout of 30000ms exceeded',
	'collection failure',
	'Error: no\n    at pay (cart.ts:1)',
	'two\nlines\twith a tab',
	'undefined',
];
const anyText = fc.oneof(
	fc.constantFrom(...AWKWARD),
	fc.string({ maxLength: 20 }),
	fc.string({ unit: 'binary', maxLength: 20 }),
);
const name = anyText.map((text) => nameOf(clean(text))).filter((text) => text !== '');
const errorText = anyText.map((text) => readable(clean(text)));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2 });
const instant = fc
	.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2040, 0) })
	.map((milliseconds) => new Date(milliseconds).toISOString());
const duration = fc.oneof(
	fc.nat(100_000),
	fc.nat(10_000_000).map((microseconds) => microseconds / 1000),
);

const STATUSES: Array<TestResult['status']> = [
	...(['passed', 'failed', 'error', 'blocked', 'timedOut', 'skipped', 'pending', 'other'] as const),
];

const readTest: fc.Arbitrary<ReadTest> = fc
	.record({
		title: name,
		status: fc.constantFrom(...STATUSES),
		suite: maybe(name),
		file: maybe(name),
		line: maybe(fc.integer({ min: 1, max: 9999 })),
		group: maybe(name),
		attempts: maybe(fc.nat(5)),
		durationMs: maybe(duration),
		startedAt: maybe(instant),
		tags: fc.array(name, { maxLength: 2 }),
		owner: maybe(name),
		attachments: fc.array(name, { maxLength: 2 }),
		url: maybe(fc.webUrl()),
		message: maybe(errorText),
		stack: maybe(errorText),
		isRetried: fc.boolean(),
	})
	.map(({ isRetried, ...test }) => {
		const flaky = isRetried && (test.status === 'passed' || test.status === 'skipped');
		const stack = test.stack === test.message ? null : test.stack;
		return { ...test, flaky, stack };
	});

const passedTest = readTest.map((test): ReadTest => ({ ...test, status: 'passed' }));

const rarely = fc.nat(5).map((number) => number === 0);

const fileFacts: fc.Arbitrary<FileFacts> = fc.record({
	name: maybe(name),
	branch: maybe(name),
	environment: maybe(name),
	buildId: maybe(name),
	url: maybe(fc.webUrl()),
	commit: maybe(fc.record({ sha: maybe(name), message: maybe(name), author: maybe(name) })),
	startedAt: maybe(instant),
	finishedAt: maybe(instant),
	durationMs: maybe(duration),
	tool: maybe(fc.record({ name, version: maybe(name) })),
	isInterrupted: rarely,
	undecidedBecause: fc.tuple(rarely, name).map(([isUndecided, why]) => (isUndecided ? why : null)),
	doubts: fc.array(name, { maxLength: 1 }),
});

/** A run with all of its tests; some of them are equal but for how they ended. */
export const generatedRun: fc.Arbitrary<TestRun> = fc
	.record({
		tests: fc.oneof(
			fc.array(readTest, { maxLength: 8 }),
			fc.array(passedTest, { minLength: 1, maxLength: 4 }),
		),
		facts: fileFacts,
		twice: rarely,
	})
	.map(({ tests, facts, twice }) => {
		const again = twice ? tests.map((test) => ({ ...test, status: 'failed' as const, flaky: false })) : [];
		const file = { name: 'report', formatName: 'JUnit', digest: 'a', tests: [...tests, ...again], facts };
		const options = { repeats: 'each' as const, includeTests: true, project: '' };
		return buildRun(toEnd(assembleRun([file], options)));
	});
