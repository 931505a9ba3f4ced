/** TRX, the report of Visual Studio and of `dotnet test`. */

import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { instant } from '../times';
import { childOf, readXml, type XmlElement } from '../xml';
import { definitionOf, named, type Definition } from './definition';
import { resultsIn, type TrxResult } from './result';
import { summaryErrors } from './summary';

const NAMESPACE = 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010';

export const trx: ReportFormat = {
	id: 'trx',
	name: 'TRX',
	detects: (content) =>
		content.kind === 'xml' && content.root.name === 'TestRun' && isTeamTest(content.root.attributes),
	*read(content) {
		const report: Report = { results: [], definitions: new Map(), summary: null, facts: {} };
		if (content.kind === 'xml') yield* readXml(content.file, content.pieces(), listenerFor(report), []);
		yield* testsOf(report);
		return report.facts;
	},
};

interface Report {
	results: TrxResult[];
	definitions: Map<string, Definition>;
	summary: XmlElement | null;
	facts: FileFacts;
}

function isTeamTest(attributes: XmlElement['attributes']): boolean {
	return Object.values(attributes).some((value) => value === NAMESPACE);
}

/** Results may come before the definitions that say what they are called, or after them. */
function listenerFor(report: Report) {
	return {
		containers: new Set(['TestRun', 'Results', 'TestDefinitions']),
		child(element: XmlElement, container: XmlElement) {
			const { attributes } = element;
			if (container.name === 'Results') resultsIn(element).forEach((result) => report.results.push(result));
			else if (container.name === 'TestDefinitions')
				report.definitions.set(attributes.id ?? '', definitionOf(element));
			else if (element.name === 'ResultSummary') report.summary = element;
			else if (element.name === 'Times') addTimes(report.facts, attributes);
		},
	};
}

function addTimes(facts: FileFacts, { start, finish }: XmlElement['attributes']): void {
	facts.startedAt = instant(start);
	facts.finishedAt = instant(finish);
}

function* testsOf({ results, definitions, summary, facts }: Report): Generator<ReadTest | ReadTest[], void> {
	// By the names that the results have: those of the definitions take their place below.
	const errors = summary ? summaryErrors(summary, results) : [];
	for (const result of results) yield named(result, definitions.get(result.testId));
	yield errors;
	const counters = childOf(summary ?? undefined, 'Counters')?.attributes ?? {};
	const names = ['failed', 'error', 'timeout', 'aborted'] as const;
	facts.statedFailures = names.reduce((sum, name) => sum + (Number(counters[name]) || 0), 0);
}
