/** xUnit.net XML of versions 2 and 3, which Fixie writes too. */

import { errorOf, isTimeout, nameOf } from '../errorText';
import { count } from '../fields';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat, XmlRoot } from '../reader';
import { isBad } from '../repeats';
import { keepingLast } from '../text';
import { instant, seconds } from '../times';
import { childOf, childrenOf, childText, readXml, type XmlElement } from '../xml';

export const xunit: ReportFormat = {
	id: 'xunit',
	name: 'xUnit.net',
	detects: (content) => content.kind === 'xml' && isXunit(content.root),
	*read(content) {
		const found: ReadTest[] = [];
		const report: Report = {
			found,
			facts: { statedFailures: 0 },
			assembly: '',
			durations: [],
			starts: [],
			ends: [],
		};
		if (content.kind === 'xml') yield* readXml(content.file, content.pieces(), listenerFor(report), found);
		return factsOf(report);
	},
};

/** Other XML has an `assembly` too, e.g. the manifest of a program. */
function isXunit({ name, attributes }: XmlRoot): boolean {
	return (
		name === 'assemblies' ||
		(name === 'assembly' && ('test-framework' in attributes || 'run-date' in attributes))
	);
}

interface Report {
	found: ReadTest[];
	facts: FileFacts;
	/** Name of the assembly that is open. */
	assembly: string;
	durations: Array<number | null>;
	starts: Array<string | null>;
	ends: Array<string | null>;
}

function listenerFor(report: Report) {
	return {
		// `class` is what version 1 had for `collection`.
		containers: new Set(['assemblies', 'assembly', 'collection', 'class', 'errors']),
		opened(element: XmlElement) {
			if (element.name === 'assembly') openAssembly(report, element.attributes);
		},
		child(element: XmlElement) {
			if (element.name === 'test') report.found.push(testOf(element));
			else if (element.name === 'error') report.found.push(errorIn(element, report.assembly));
		},
	};
}

function openAssembly(report: Report, attributes: XmlElement['attributes']): void {
	const { facts } = report;
	report.assembly = (nameOf(attributes.name).split(/[\\/]/).at(-1) as string) || 'The assembly';
	facts.statedFailures =
		(facts.statedFailures ?? 0) + (count(attributes.failed) ?? 0) + (count(attributes.errors) ?? 0);
	facts.tool ??= toolOf(nameOf(attributes['test-framework']));
	report.durations.push(seconds(attributes.time));
	report.starts.push(instant(attributes['start-rtf']));
	report.ends.push(instant(attributes['finish-rtf']));
}

/** `xUnit.net v3 3.2.1+a9cfb80929`, `Fixie 1.2.3`. */
function toolOf(framework: string): FileFacts['tool'] {
	const words = framework.split(' ');
	const [version] = /^\d[\w.]*(?=\+|$)/.exec(words.at(-1) as string) ?? [];
	if (version === undefined || words.length === 1)
		return framework === '' ? null : { name: framework, version: null };
	const name = words.slice(0, /^v\d$/.test(words.at(-2) as string) ? -2 : -1).join(' ');
	return { name, version };
}

function factsOf({ facts, durations, starts, ends }: Report): FileFacts {
	const isTold = durations.length > 0 && durations.every((duration) => duration !== null);
	const duration = isTold ? durations.reduce<number>((sum, one) => sum + (one ?? 0), 0) : null;
	return {
		...facts,
		durationMs: duration,
		startedAt: starts.sort()[0] ?? null,
		finishedAt: ends.sort().at(-1) ?? null,
	};
}

const STATUSES: Record<string, ReadTest['status']> = {
	pass: 'passed',
	fail: 'failed',
	skip: 'skipped',
	notrun: 'skipped',
};

const nameOfClass = keepingLast(nameOf);

function testOf(element: XmlElement): ReadTest {
	const { attributes } = element;
	const failure = childOf(element, 'failure');
	const error = errorOf(childText(failure, 'message'), childText(failure, 'stack-trace'));
	const status = statusOf(attributes.result, error.message, failure?.attributes['exception-type']);
	const suite = nameOfClass(attributes.type ?? '') || null;
	const name = nameOf(attributes.name) || nameOf(attributes.method);
	return {
		// The display name begins with the class, unless somebody gave the test one of their own.
		title: suite && name.startsWith(`${suite}.`) ? name.slice(suite.length + 1) : name,
		suite,
		file: attributes['source-file'] || null,
		line: count(attributes['source-line']),
		status,
		durationMs: seconds(attributes.time),
		startedAt: instant(attributes['start-rtf']),
		message:
			status === 'other' ? `The result is "${attributes.result ?? ''}", which is not known.` : error.message,
		stack: isBad(status) ? error.stack : null,
		tags: childrenOf(childOf(element, 'traits'), 'trait').map(tagOf),
		attachments: childrenOf(childOf(element, 'attachments'), 'attachment')
			.map((attachment) => nameOf(attachment.attributes.name))
			.filter((name) => name !== ''),
	};
}

function statusOf(result = '', message: string | null, exception: string | undefined): ReadTest['status'] {
	const word = result.toLowerCase();
	const status = Object.hasOwn(STATUSES, word) ? (STATUSES[word] as ReadTest['status']) : 'other';
	return status === 'failed' && isTimeout(message, exception) ? 'timedOut' : status;
}

/** A trait is a name and a value; of a category the value says it all. */
function tagOf({ attributes }: XmlElement): string {
	const [name, value] = [nameOf(attributes.name), nameOf(attributes.value)];
	return /^category$/i.test(name) || name === '' ? value : `${name}: ${value}`;
}

/** Clean-ups and crashes, which the assembly counts apart from its failed tests. */
function errorIn(element: XmlElement, assembly: string): ReadTest {
	const { type, name } = element.attributes;
	const failure = childOf(element, 'failure');
	const title = [assembly, nameOf(type) || 'error outside its tests', nameOf(name)]
		.filter((part) => part !== '')
		.join(': ');
	return outside({ title, ...errorOf(childText(failure, 'message'), childText(failure, 'stack-trace')) });
}
