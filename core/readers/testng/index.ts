/** TestNG's own report, `testng-results.xml`. */

import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { childrenOf, readXml, type XmlElement } from '../xml';
import { earliest, timeOf } from './times';
import { methodOf, type TestMethod } from './testMethod';
import { testsOf } from './attempts';

export const testng: ReportFormat = {
	id: 'testng',
	name: 'TestNG',
	detects: (content) => content.kind === 'xml' && content.root.name === 'testng-results',
	*read(content) {
		const report: Report = { methods: [], outside: [], groups: new Map(), starts: [], ends: [], open: [] };
		if (content.kind === 'xml') yield* readXml(content.file, content.pieces(), listenerFor(report), []);
		yield report.outside;
		yield* testsOf(report.methods, report.groups);
		return factsOf(report);
	},
};

interface Report {
	methods: TestMethod[];
	/** Errors of configuration methods. */
	outside: ReadTest[];
	/** Tags by class and method. */
	groups: Map<string, string[]>;
	starts: Array<string | null>;
	ends: Array<string | null>;
	/** `suite`, `test` and `class` that are open. */
	open: XmlElement[];
}

function listenerFor(report: Report) {
	return {
		containers: new Set(['testng-results', 'suite', 'test', 'class']),
		opened(element: XmlElement) {
			report.open.push(element);
			if (element.name === 'test') addTimes(report, element.attributes);
		},
		child(element: XmlElement) {
			if (element.name === 'test-method') addMethod(report, element);
			else if (element.name === 'groups') addGroups(report, element);
		},
		closed() {
			report.open.pop();
		},
	};
}

function addMethod({ open, methods, outside }: Report, element: XmlElement): void {
	const nameOfOpen = (name: string) => open.filter((one) => one.name === name).at(-1)?.attributes.name ?? '';
	const method = methodOf(element, nameOfOpen('class'), nameOfOpen('test'));
	if (method.isConfiguration) outside.push(...method.errors);
	else methods.push(method);
}

function addGroups({ groups }: Report, element: XmlElement): void {
	for (const group of childrenOf(element, 'group')) {
		for (const { attributes } of childrenOf(group, 'method')) {
			const key = `${attributes.class}.${attributes.name}`;
			const names = groups.get(key) ?? [];
			names.push(group.attributes.name ?? '');
			groups.set(key, names);
		}
	}
}

function addTimes({ starts, ends }: Report, attributes: XmlElement['attributes']): void {
	starts.push(timeOf(attributes['started-at']));
	ends.push(timeOf(attributes['finished-at']));
}

function factsOf({ starts, ends }: Report): FileFacts {
	return { startedAt: earliest(starts), finishedAt: earliest(ends, true) };
}
