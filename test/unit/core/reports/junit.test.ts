import * as fc from 'fast-check';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

import { line } from '../../../../core/reports/clean';
import { junitXml } from '../../../../core/reports/junit';
import { buildReport } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun, sampleTest } from '../sampleRun';
import { harmless, hostileRun, NAMED_ATTACKS, reportOn, RUNS, withoutUnprintable } from './hostile';

interface Tag {
	name: string;
	attributes: Record<string, string>;
	text: string;
}

/** The elements of a file in order; throws for anything that is not well-formed XML 1.0. */
function tagsOf(xml: string): Tag[] {
	const tags: Tag[] = [];
	const open: Tag[] = [];
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
		const tag = { name, attributes, text: '' };
		tags.push(tag);
		open.push(tag);
	});
	parser.on('text', (text) => {
		const tag = open.at(-1);
		if (tag) tag.text += text;
	});
	parser.on('closetag', () => open.pop());
	for (const type of ['comment', 'cdata', 'processinginstruction', 'doctype'] as const) {
		parser.on(type, () => {
			throw new Error(`A ${type} that nobody wrote`);
		});
	}
	parser.write(xml).close();
	return tags;
}

const named = (xml: string, name: string) => tagsOf(xml).filter((tag) => tag.name === name);

const run = sampleRun({
	name: 'Nightly',
	counts: { total: 12, passed: 8, failed: 2, skipped: 1, other: 1 },
	durationMs: 61_250,
	startedAt: '2026-03-01T10:11:12.000Z',
	failures: [
		sampleFailure('pays', { durationMs: 1500, error: { message: 'boom\nat once', stack: null } }),
		sampleFailure('crashes', { status: 'error', suite: null, error: { message: null, stack: null } }),
	],
});

test('is a suite with the counts of the run and a test case for each failure', async () => {
	const [suites, suite, ...rest] = tagsOf(await junitXml(await reportOn(run)));
	const counts = { tests: '12', failures: '2', errors: '1', skipped: '1', time: '61.250' };

	expect(suites).toMatchObject({ name: 'testsuites', attributes: { name: 'Nightly', ...counts } });
	expect(suite.attributes).toEqual({ name: 'Nightly', ...counts, timestamp: '2026-03-01T10:11:12' });
	const cases = rest.filter(({ name }) => ['testcase', 'failure', 'error', 'system-out'].includes(name));
	expect(cases.map(({ name, attributes, text }) => [name, attributes, text.trim()])).toEqual([
		['testcase', { name: 'pays', classname: 'checkout', file: 'tests/checkout.spec.ts', time: '1.500' }, ''],
		['failure', { message: 'boom', type: 'failed' }, 'boom\nat once'],
		[
			'testcase',
			{ name: 'crashes', classname: 'tests/checkout.spec.ts', file: 'tests/checkout.spec.ts' },
			'',
		],
		['error', { message: 'No error text.', type: 'in error' }, ''],
		['system-out', {}, '3 failed tests are counted, but only 2 could be read.'],
	]);
});

test('leaves out what is not known', async () => {
	const [, suite] = tagsOf(
		await junitXml(await reportOn(sampleRun({ name: 'Nightly', platformVerdict: 'passed' }))),
	);
	expect(suite.attributes).toEqual({ name: 'Nightly' });

	const sources = [run, sampleRun({ counts: { total: 3 } })].map((one) => ({ run: one, decision: null }));
	const both = await junitXml(
		await buildReport(sources, { title: 'Both', maxFailures: 20, includeStack: false }),
	);
	expect(named(both, 'testsuites')[0].attributes).toEqual({ name: 'Both', tests: '15' });
	expect(named(both, 'testsuite')).toHaveLength(2);
});

test.each([
	['failed', sampleRun({ platformVerdict: 'failed' })],
	['inconclusive', sampleRun({ status: 'timedOut' })],
	['pending', sampleRun({ status: 'running' })],
] as const)(
	'a run that is %s is never an empty file, which would be taken for a pass',
	async (verdict, one) => {
		const xml = await junitXml(await reportOn(one));
		expect(named(xml, 'testcase')).toHaveLength(1);
		expect(named(xml, 'error')[0]).toMatchObject({ attributes: { type: verdict }, text: one.verdictReason });
	},
);

test('a green run of which no test is named has one test case that passed, since readers refuse a file without any', async () => {
	const green = sampleRun({
		name: 'Nightly',
		counts: { total: 3, passed: 3, failed: 0 },
		durationMs: 1_500,
	});
	const tags = tagsOf(await junitXml(await reportOn(green)));

	expect(
		tags.filter(({ name }) => ['testcase', 'failure', 'error', 'skipped', 'system-out'].includes(name)),
	).toEqual([
		{ name: 'testcase', attributes: { name: 'Nightly', classname: 'test run', time: '1.500' }, text: '\n\n' },
		{ name: 'system-out', attributes: {}, text: 'All 3 tests passed.' },
	]);
});

describe('a run with all of its tests', () => {
	const tests = [
		sampleTest('adds'),
		sampleTest('pays', { status: 'failed', group: 'Firefox' }),
		sampleTest('pays', { status: 'timedOut', group: 'WebKit', testKey: '1'.repeat(16) }),
		sampleTest('later', { status: 'skipped' }),
		sampleTest('wobbles', { flaky: true, testKey: '2'.repeat(16) }),
		sampleTest('odd', { status: 'other', durationMs: -4 }),
	];
	const failures = [
		sampleFailure('pays', { group: 'Firefox', error: { message: 'boom\nLocator: #pay', stack: 'at a.ts' } }),
		sampleFailure('wobbles', {
			flaky: true,
			testKey: '2'.repeat(16),
			error: { message: 'once', stack: null },
		}),
		sampleFailure('gone', { change: 'notRun', testKey: '3'.repeat(16) }),
	];
	const whole: TestRun = {
		...sampleRun({ name: 'Nightly', counts: { total: 6, passed: 2, failed: 2 }, failures }),
		tests,
	};

	it('has a test case for each, with its group and its own outcome', async () => {
		const tags = tagsOf(await junitXml(await reportOn(whole)));
		const outcomes = ['testcase', 'failure', 'error', 'skipped', 'flakyFailure'];
		const shown = tags.filter(({ name }) => outcomes.includes(name));

		expect(
			shown.map(({ name, attributes: { name: title, classname, message, type } }) =>
				[name, title, classname, message, type].filter((value) => value !== undefined),
			),
		).toEqual([
			['testcase', 'adds', 'checkout'],
			['testcase', 'pays', 'checkout [Firefox]'],
			['failure', 'boom\nLocator: #pay', 'failed'],
			['testcase', 'pays', 'checkout [WebKit]'],
			['failure', 'timedOut'],
			['testcase', 'later', 'checkout'],
			['skipped'],
			['testcase', 'wobbles', 'checkout'],
			['flakyFailure', 'once', 'failed'],
			['testcase', 'odd', 'checkout'],
			['error', 'other'],
		]);
		expect(shown.map(({ attributes }) => attributes.time).filter(Boolean)).toEqual([]);
		expect(tags.at(-1)).toMatchObject({
			name: 'system-out',
			text: 'Flaky: checkout > wobbles\nNot run this time: checkout > gone',
		});
	});

	it('that has not passed although none of them failed is never taken for a pass', async () => {
		const stopped = { ...sampleRun({ status: 'timedOut' }), tests: [sampleTest('adds')] };
		const xml = await junitXml(await reportOn(stopped));

		expect(named(xml, 'testcase')).toHaveLength(2);
		expect(named(xml, 'error')[0]).toMatchObject({ attributes: { type: 'inconclusive' } });
	});

	it('of which there are none has a test case all the same', async () => {
		const empty = { ...sampleRun({ platformVerdict: 'passed' }), tests: [] };

		expect(named(await junitXml(await reportOn(empty)), 'testcase')).toHaveLength(1);
	});
});

test('is well-formed, and nothing that a platform tells acts as markup', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const shape = (xml: string) =>
				tagsOf(xml).map(({ name, attributes }) => [name, ...Object.keys(attributes)]);
			const tags = tagsOf(await junitXml(await reportOn(hostile)));
			expect(shape(await junitXml(await reportOn(hostile)))).toEqual(
				shape(await junitXml(await reportOn(harmless(hostile)))),
			);
			const titles = (hostile.failures ?? [])
				.filter(({ change }) => change !== 'recovered')
				.map(({ title }) => line(title, 200));
			const shown = tags.filter(
				({ name, attributes }) => name === 'testcase' && attributes.classname !== 'test run',
			);
			expect(shown.map(({ attributes }) => attributes.name).sort()).toEqual(titles.sort());
		}),
		RUNS,
	);
});

test.each(NAMED_ATTACKS)('keeps an error letter by letter: %j', async (_name, attack) => {
	const message = attack.slice(0, 200);
	const failures = [sampleFailure('pays', { error: { message: null, stack: message } })];
	const options = { title: null, maxFailures: 20, includeStack: true };
	const xml = await junitXml(await buildReport([{ run: { ...run, failures }, decision: null }], options));
	expect(named(xml, 'failure')[0].text).toBe(withoutUnprintable(message).trim());
});
