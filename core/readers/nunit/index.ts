/** NUnit XML of versions 2 and 3. */

import { errorOf, nameOf } from '../errorText';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { isBad } from '../repeats';
import { instant, seconds } from '../times';
import { childText, readXml, type XmlElement } from '../xml';
import { testOf } from './testCase';
import type { NunitSuite } from './testCase';

const ROOTS = new Set(['test-run', 'test-results', 'test-suite']);

export const nunit: ReportFormat = {
	id: 'nunit',
	name: 'NUnit',
	detects: (content) => content.kind === 'xml' && ROOTS.has(content.root.name),
	*read(content) {
		const found: ReadTest[] = [];
		const report: Report = { found, facts: {}, open: [] };
		if (content.kind === 'xml') yield* readXml(content.file, content.pieces(), listenerFor(report), found);
		return report.facts;
	},
};

interface Report {
	found: ReadTest[];
	facts: FileFacts;
	open: NunitSuite[];
}

function listenerFor(report: Report) {
	return {
		// `results` is a level of version 2.
		containers: new Set([...ROOTS, 'results']),
		opened: (element: XmlElement) => open(report, element),
		child: (element: XmlElement) => takeChild(report, element),
		closed: (element: XmlElement) => close(report, element),
	};
}

function open({ facts, open: suites }: Report, { name, attributes }: XmlElement): void {
	if (name === 'test-suite') suites.push({ attributes, failure: null, hasFailed: false });
	if (name === 'results' || suites.length > 1) return;
	const { failed, failures, errors, invalid } = attributes;
	facts.statedFailures ??= sum(failed ?? failures, errors, failed === undefined ? invalid : undefined);
	facts.startedAt ??= instant(attributes['start-time']);
	facts.finishedAt ??= instant(attributes['end-time']);
	facts.durationMs ??= seconds(attributes.duration ?? (name === 'test-suite' ? attributes.time : undefined));
}

function sum(...counts: Array<string | undefined>): number {
	return counts.reduce((total, count) => total + (Number(count) || 0), 0);
}

function takeChild({ found, facts, open: suites }: Report, element: XmlElement): void {
	const suite = suites.at(-1);
	if (element.name === 'test-case') {
		const test = testOf(element, suites);
		if (isBad(test.status) && suite) suite.hasFailed = true;
		found.push(test);
	} else if (element.name === 'failure' && suite) {
		suite.failure = element;
	} else if (element.name === 'environment') {
		const { 'framework-version': version, 'nunit-version': older } = element.attributes;
		facts.tool ??= { name: 'NUnit', version: nameOf(version ?? older) || null };
	}
}

function close({ found, open: suites }: Report, { name }: XmlElement): void {
	if (name !== 'test-suite') return;
	const suite = suites.pop() as NunitSuite;
	const error = ownError(suite);
	if (error) found.push(error);
	const parent = suites.at(-1);
	if (parent && (suite.hasFailed || error)) parent.hasFailed = true;
}

/**
 * An error that a suite alone tells of: its tear-down, or a set-up without tests. Other failures of a suite sum up those
 * of its tests.
 */
function ownError({ attributes, failure, hasFailed }: NunitSuite): ReadTest | null {
	const isBadSuite = /^(?:failed|failure|error)/i.test(attributes.result ?? '');
	const { site } = attributes;
	if (!isBadSuite || site === 'Child' || site === 'Parent' || (hasFailed && site !== 'TearDown')) return null;
	const name = nameOf(attributes.fullname ?? attributes.name);
	const where =
		{ TearDown: 'OneTimeTearDown', SetUp: 'OneTimeSetUp' }[site ?? ''] ?? 'error outside its tests';
	const message = errorOf(
		childText(failure ?? undefined, 'message'),
		childText(failure ?? undefined, 'stack-trace'),
	);
	message.message ??= 'The report says that the suite failed, and no more.';
	return outside({ title: `${name}: ${where}`, suite: name, ...message });
}
