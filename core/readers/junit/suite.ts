/** A suite of a JUnit report while its tests are read. */

import { nameOf } from '../errorText';
import { WRITTEN_BY } from '../../model/writtenBy';
import { count } from '../fields';
import { parseShortJson } from '../json';
import type { XmlElement } from '../xml';
import { childrenOf } from '../xml';
import { copied } from '../text';
import { toolByAttributes, toolByProperties, type JunitTool } from './tools';

/** An open `testsuites` or `testsuite`. */
export interface Suite {
	parent: Suite | null;
	attributes: XmlElement['attributes'];
	/** Names from the outermost suite down to this one, without those that say nothing. */
	names: string[];
	/** The names as one; `null` when there are none. */
	path: string | null;
	tool: JunitTool;
	file: string | null;
	/** The browser or project that the suite ran as. */
	group: string | null;
	/** The browser as WebdriverIO writes it, with its version. Empty elsewhere. */
	capabilities: string;
	systemErr: string;
	/** What this package has written of the run beside what the format tells; `null` in files of others. */
	extra: unknown;
	/** What tells one execution of the suite from the next; `null` when nothing does. */
	execution: string | null;
	/** What the suite says of itself. */
	stated: { tests: number; failures: number; errors: number; skipped: number };
	/** What it really holds: tests, and elements `failure` and `error`. */
	read: { tests: number; failures: number; errors: number };
}

/** The suite that an element opens. `known` is the tool, if the file names it. */
export function openedSuite({ name, attributes }: XmlElement, parent: Suite | null, known: JunitTool): Suite {
	const tool = known ?? toolByAttributes(attributes, parent);
	const own = name === 'testsuites' ? '' : meaningful(attributes.name);
	const names = [...(parent?.names ?? []), ...(own && parent?.names.at(-1) !== own ? [own] : [])];
	return {
		parent,
		attributes,
		names,
		path: suitePath(names),
		tool,
		file: copied(attributes.file || attributes.filepath || '') || parent?.file || null,
		group: tool === 'playwright' ? copied(attributes.hostname ?? '') || null : (parent?.group ?? null),
		capabilities: parent?.capabilities ?? '',
		systemErr: '',
		extra: null,
		execution: attributes.timestamp ? copied(`${attributes.name} ${attributes.timestamp}`) : null,
		stated: {
			tests: count(attributes.tests) ?? 0,
			failures: count(attributes.failures) ?? 0,
			errors: count(attributes.errors) ?? 0,
			skipped: statedSkips(attributes),
		},
		read: { tests: 0, failures: 0, errors: 0 },
	};
}

/** Tools disagree on how the number of skipped tests is called. */
function statedSkips(attributes: XmlElement['attributes']): number {
	const names = ['skipped', 'skip', 'skips', 'disabled', 'ignored'];
	return names.reduce((sum, name) => sum + (count(attributes[name]) ?? 0), 0);
}

/** What tools call a suite that is just all tests. */
const NAMES_THAT_SAY_NOTHING = new Set([
	...[
		'pytest',
		'rspec',
		'Cucumber',
		'Mocha Tests',
		'TestCafe Tests',
		'TestResults',
		'Root Suite',
		'undefined',
	],
]);

/** The name without the time stamp that unittest-xml-reporting adds. Empty for a path of the machine, or for no name. */
function meaningful(given: string | undefined): string {
	const name = nameOf(given);
	if (NAMES_THAT_SAY_NOTHING.has(name) || /^(?:\/|[A-Za-z]:[\\/])/.test(name)) return '';
	return name.replace(/-\d{14}$/, '');
}

/** The suite's own name, as it is shown. */
export function suiteName({ attributes, names }: Suite): string {
	return names.at(-1) ?? nameOf(attributes.name);
}

/** The names of suites as one, from the outermost on; `null` when there are none. */
export function suitePath(names: string[]): string | null {
	return names.length === 0 ? null : names.join(' > ');
}

/** Takes in the properties of a suite that tell the tool or the browser. Their other values may be secret. */
export function addProperties(suite: Suite, element: XmlElement): void {
	const values = new Map(
		childrenOf(element, 'property').map(({ attributes }) => [attributes.name, attributes.value]),
	);
	suite.tool = toolByProperties(values) ?? suite.tool;
	suite.extra = parseShortJson(values.get(WRITTEN_BY) ?? 'null');
	suite.capabilities = values.get('capabilities') ?? '';
	const browser = suite.capabilities || values.get('browser.name');
	if (browser) suite.group = withoutVersion(browser);
}

/** `chrome.123_0_6312_59.windows` as `chrome windows`: a new version of the browser is no other test. */
function withoutVersion(capabilities: string): string {
	const parts = capabilities.split('.').filter((part) => !/^\d/.test(part));
	return nameOf(parts.join(' ')) || nameOf(capabilities);
}
