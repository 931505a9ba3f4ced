/** The tools that write JUnit reports in ways of their own, and how to tell them by their reports. */

import { WRITTEN_BY } from '../../model/writtenBy';
import type { Recurrence } from '../reader';
import type { XmlElement } from '../xml';

export type JunitTool =
	| 'cucumber'
	| 'dotnet'
	| 'go'
	| 'jest'
	| 'mocha'
	| 'newman'
	| 'node'
	| 'own'
	| 'playwright'
	| 'pytest'
	| 'rspec'
	| 'testng'
	| 'vitest'
	| 'wdio'
	| null;

/** Names that the outermost element or a suite has by one tool alone. */
const BY_NAME: Array<[RegExp, JunitTool]> = [
	[/^jest tests$/, 'jest'],
	[/^vitest tests$/, 'vitest'],
	[/^(?:Mocha Tests|Root Suite)$/, 'mocha'],
	[/^pytest$/, 'pytest'],
	[/^rspec\d*$/, 'rspec'],
	[/^Cucumber$/, 'cucumber'],
	[/\.dll$/, 'dotnet'],
];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The tool by the attributes of a suite and of the element around it. */
export function toolByAttributes(
	attributes: XmlElement['attributes'],
	parent: { tool: JunitTool; attributes: XmlElement['attributes'] } | null,
): JunitTool {
	if (parent?.tool) return parent.tool;
	const named = BY_NAME.find(([name]) => name.test(attributes.name ?? ''));
	if (named) return named[1];
	if (!parent) return null;
	// Playwright gives its outermost element an id and a name, both empty, and the project as the host of each suite.
	const hasIds = parent.attributes.id !== undefined && parent.attributes.name !== undefined;
	if (hasIds && attributes.hostname !== undefined) return 'playwright';
	return UUID.test(attributes.id ?? '') && parent.attributes.name !== undefined ? 'newman' : null;
}

/** The tool by the properties of a suite; `null` when they do not tell. */
export function toolByProperties(properties: Map<string | undefined, string | undefined>): JunitTool {
	if (properties.has(WRITTEN_BY)) return 'own';
	if (properties.has('go.version')) return 'go';
	return properties.has('specId') && properties.has('capabilities') ? 'wdio' : null;
}

/** What equal tests in one report of the tool are. `failures`: how many elements of that name the test has. */
export function recurrenceOf(tool: JunitTool, failures: number): Recurrence {
	switch (tool) {
		case 'go':
			return 'attempts';
		case 'testng':
			// An attempt that was repeated is an `error`; a `failure` beside a pass is another row of its data.
			return failures > 0 ? 'separate' : 'unclear';
		case 'cucumber':
		case 'dotnet':
		case 'jest':
		case 'mocha':
		case 'newman':
		case 'node':
		case 'rspec':
		case 'vitest':
			return 'separate';
		default:
			return 'unclear';
	}
}

/** Whether the tool writes UTC when it writes no zone: both cut the `Z` off an ISO time. */
export function hasUtcTimes(tool: JunitTool): boolean {
	return tool === 'jest' || tool === 'mocha';
}
