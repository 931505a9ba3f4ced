/** Robot Framework's output.xml. */

import { nameOf } from '../errorText';
import { count } from '../fields';
import type { FileFacts, ReadTest } from '../reader';
import { seconds } from '../times';
import { childOf, childrenOf, type XmlElement, type XmlListener } from '../xml';
import { addErrors, afterTeardown, outcomeOf, toolOf, type Ending } from './model';

export interface RobotReport {
	facts: FileFacts;
	tests: ReadTest[];
	open: OpenSuite[];
}

interface OpenSuite {
	name: string;
	source: string | null;
	tests: ReadTest[];
	teardown: Ending | null;
}

/** Elements of a test that matter. Keywords hold most of the file, and tell nothing more of it. */
const KEPT = new Set(['status', 'tag', 'tags', 'doc', 'timeout']);

/** Puts the tests into the report when its outermost suite is closed. */
export function listenerFor(report: RobotReport): XmlListener {
	return {
		containers: new Set(['robot', 'suite', 'statistics', 'total', 'errors']),
		keeps: (element, parent) => parent.name === 'tags' || parent.name === 'status' || KEPT.has(element.name),
		opened(element) {
			if (element.name === 'suite') open(report, element.attributes);
			else if (element.name === 'robot') report.facts.tool = toolOf(element.attributes.generator ?? '');
		},
		child: (element, container) => takeChild(report, element, container),
		closed(element) {
			if (element.name === 'suite') close(report);
		},
	};
}

function open({ open: suites }: RobotReport, { name, source }: XmlElement['attributes']): void {
	suites.push({ name: nameOf(name), source: source || null, tests: [], teardown: null });
}

function takeChild({ facts, open: suites }: RobotReport, element: XmlElement, container: XmlElement): void {
	const suite = suites.at(-1);
	if (element.name === 'test' && suite) {
		suite.tests.push(testOf(element, suites));
	} else if (element.name === 'kw' && suite && element.attributes.type?.toUpperCase() === 'TEARDOWN') {
		suite.teardown = endingOf(element);
	} else if (element.name === 'stat' && container.name === 'total') {
		facts.statedFailures = Math.max(facts.statedFailures ?? 0, count(element.attributes.fail) ?? 0);
	} else if (element.name === 'msg' && container.name === 'errors' && element.attributes.level === 'ERROR') {
		addErrors(facts, [element.text]);
	}
}

function close({ open: suites, tests }: RobotReport): void {
	const suite = suites.pop() as OpenSuite;
	const target = suites.at(-1)?.tests ?? tests;
	for (const test of suite.tests) target.push(suite.teardown ? afterTeardown(test, suite.teardown) : test);
}

function testOf(element: XmlElement, suites: OpenSuite[]): ReadTest {
	const status = childrenOf(element, 'status').at(-1);
	const tags = [...childrenOf(element, 'tag'), ...childrenOf(childOf(element, 'tags'), 'tag')];
	return {
		title: nameOf(element.attributes.name),
		suite: suites.map(({ name }) => name).join(' > '),
		file:
			suites
				.map(({ source }) => source)
				.filter((source) => source !== null)
				.at(-1) ?? null,
		line: count(element.attributes.line),
		durationMs: durationOf(status?.attributes ?? {}),
		tags: tags.map(({ text }) => nameOf(text)).filter((tag) => tag !== ''),
		...outcomeOf(endingOf(element)),
	};
}

/** The element's own status is its last child of that name. */
function endingOf(element: XmlElement): Ending {
	const status = childrenOf(element, 'status').at(-1);
	return { status: status?.attributes.status ?? '', message: status?.text.trim() ?? '' };
}

/** Version 7 writes the seconds; before, two times of the machine's zone tell them. */
function durationOf({ elapsed, starttime, endtime }: XmlElement['attributes']): number | null {
	if (elapsed !== undefined) return seconds(elapsed);
	const [start, end] = [localTime(starttime), localTime(endtime)];
	return start !== null && end !== null && end >= start ? end - start : null;
}

/** `20220623 12:41:35.553`, as milliseconds from any beginning. */
function localTime(text: string | undefined): number | null {
	const [, year, month, day, time] =
		/^(\d{4})(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}\.\d{3})$/.exec(text ?? '') ?? [];
	const value = Date.parse(`${year}-${month}-${day}T${time}Z`);
	return Number.isNaN(value) ? null : value;
}
