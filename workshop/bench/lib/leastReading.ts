/**
 * The least that any reader does which pauses: the digest of the file, parsing it in pieces between which others get their
 * turn, and of each test an object with its title and whether it passed. What a figure has above that is the reading of
 * the tests.
 */
import type * as Digest from '../../../core/readers/digest';
import type * as Json from '../../../core/readers/json';
import type * as Reading from '../../../core/readers/readReports';
import type * as Text from '../../../core/readers/text';
import type * as Xml from '../../../core/readers/xml';
import { built } from './built';

const { digestOf } = built<typeof Digest>('core/readers/digest');
const { parseJson } = built<typeof Json>('core/readers/json');
const { toEnd } = built<typeof Reading>('core/readers/readReports');
const { linesOf, textPieces } = built<typeof Text>('core/readers/text');
const { readXml } = built<typeof Xml>('core/readers/xml');

/** The least that a reader keeps of a test. */
interface LeastTest {
	title: unknown;
	hasPassed: boolean;
}

/** Reads a report of one format. */
type LeastReading = (content: Buffer) => LeastTest[];

function ofXml(
	containers: string[],
	name: string,
	read: (test: Xml.XmlElement) => LeastTest = ({ attributes }) => ({
		title: attributes.name,
		hasPassed: /^pass/i.test(attributes.result ?? attributes.status),
	}),
): LeastReading {
	return (content) => {
		const tests: LeastTest[] = [];
		const listener: Xml.XmlListener = {
			containers: new Set(containers),
			child: (element) => void (element.name === name && tests.push(read(element))),
		};
		Array.from(readXml('a.xml', textPieces(digested(content)), listener, []));
		return tests;
	};
}

function ofJson<Report>(read: (report: Report) => LeastTest[]): LeastReading {
	return (content) => {
		digested(content);
		return read(toEnd(parseJson('a.json', content)) as Report);
	};
}

function ofLines(read: (line: string) => LeastTest | null): LeastReading {
	return (content) => {
		const tests: LeastTest[] = [];
		for (const line of linesOf(textPieces(digested(content)))) {
			const test = read(line);
			if (test) tests.push(test);
		}
		return tests;
	};
}

function digested(content: Buffer) {
	const file = { name: 'a.txt', content };
	toEnd(digestOf(file));
	return file;
}

interface Named {
	title: string;
	status: string;
}

const leastOfTitled = ({ title, status }: Named) => ({ title, hasPassed: status === 'passed' });

interface Suite {
	specs: Array<{ title: string; ok: boolean }>;
	suites: Suite[];
}

interface Feature {
	elements: Array<{ name: string; steps: Array<{ result: { status: string } }> }>;
}

interface GoEvent {
	Test?: string;
	Action: string;
}

/** By the names of the formats in the benches. */
export const leastReadings: Record<string, LeastReading> = {
	JUnit: ofXml(['testsuites', 'testsuite'], 'testcase', ({ attributes, children }) => ({
		title: attributes.name,
		hasPassed: children[0]?.name !== 'failure',
	})),
	Playwright: ofJson<Suite>(({ suites }) =>
		suites
			.flatMap((suite) => suite.suites)
			.flatMap(({ specs }) => specs.map(({ title, ok }) => ({ title, hasPassed: ok }))),
	),
	CTRF: ofJson<{ results: { tests: Array<{ name: string; status: string }> } }>(({ results }) =>
		results.tests.map(({ name, status }) => leastOfTitled({ title: name, status })),
	),
	Jest: ofJson<{ testResults: Array<{ assertionResults: Named[] }> }>(({ testResults }) =>
		testResults.flatMap(({ assertionResults }) => assertionResults.map(leastOfTitled)),
	),
	Cucumber: ofJson<Feature[]>((features) =>
		features
			.flatMap(({ elements }) => elements)
			.map(({ name, steps }) => ({
				title: name,
				hasPassed: steps.every(({ result }) => result.status === 'passed'),
			})),
	),
	Mocha: ofJson<{ tests: Array<{ title: string; err: { message?: string } }> }>(({ tests }) =>
		tests.map(({ title, err }) => ({ title, hasPassed: err.message === undefined })),
	),
	TRX: ofXml(['TestRun', 'Results'], 'UnitTestResult', ({ attributes }) => ({
		title: attributes.testName,
		hasPassed: attributes.outcome === 'Passed',
	})),
	NUnit: ofXml(['test-run', 'test-suite'], 'test-case'),
	'xUnit.net': ofXml(['assemblies', 'assembly', 'collection'], 'test'),
	TestNG: ofXml(['testng-results', 'suite', 'test', 'class'], 'test-method'),
	'go test': ofLines((line) => {
		const { Test: title, Action: action } = JSON.parse(line) as GoEvent;
		return title !== undefined && (action === 'pass' || action === 'fail')
			? { title, hasPassed: action === 'pass' }
			: null;
	}),
	TAP: ofLines((line) => {
		const [, not, title] = /^(not )?ok \d+ - (.*)$/.exec(line) ?? [];
		return title === undefined ? null : { title, hasPassed: not === undefined };
	}),
};
