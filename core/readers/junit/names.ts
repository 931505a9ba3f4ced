/** What a test of a JUnit report is called: tools spread title, suite and file over four attributes in many ways. */

import { nameOf } from '../errorText';
import type { ReadTest } from '../reader';
import { copied, keepingLast } from '../text';
import type { XmlElement } from '../xml';
import { suitePath, type Suite } from './suite';
import type { JunitTool } from './tools';

type Names = Required<Pick<ReadTest, 'title' | 'suite' | 'file'>>;

/** Title, suite and file of a `testcase`. */
export function namesOf(attributes: XmlElement['attributes'], suite: Suite, tool: JunitTool): Names {
	const name = nameOf(attributes.name);
	const className = classNameOf(attributes, suite);
	const file = fileName(attributes.file ?? '') || suite.file;
	switch (tool) {
		case 'playwright':
			return namesInFile(name, ' › ', className, suite);
		case 'vitest':
			return namesInFile(name, ' > ', className, suite);
		case 'mocha':
			return mochaNames(name, className, suite, file);
		case 'jest':
			return { title: withoutSuite(name, suite), suite: suite.path, file };
		case 'newman':
		case 'node':
			return { title: name, suite: suite.path, file };
		default:
			return isScript(className) && !file && suite.names.at(-1) === className
				? namesInFile(name, null, className, suite)
				: { title: name, suite: withClass(suite, className, name), file };
	}
}

const fileName = keepingLast(copied);
const nameOfClass = keepingLast(nameOf);

function classNameOf(
	{ classname, class: className }: XmlElement['attributes'],
	{ capabilities }: Suite,
): string {
	const given = nameOfClass(classname ?? className ?? '');
	// WebdriverIO puts the browser and its version into the name of the class.
	const at = capabilities ? given.indexOf(`${capabilities}.`) : -1;
	return at < 0 ? given : given.slice(at + capabilities.length + 1);
}

const isScript = keepingLast((className) => /\.[cm]?[jt]sx?$/.test(className));

/** The class is the file, and the name begins with the suites in it. */
function namesInFile(name: string, separator: string | null, file: string, suite: Suite): Names {
	const parts = separator === null ? [name] : name.split(separator);
	const outer = suite.names.filter((one) => one !== file);
	return {
		title: parts.at(-1) as string,
		suite: suitePath([...outer, ...parts.slice(0, -1)]),
		file: file || suite.file,
	};
}

/** mocha-junit-reporter swaps the two: its class is the title, and its name that of the suite with the title. */
function mochaNames(name: string, className: string, suite: Suite, file: string | null): Names {
	const isSwapped = className !== '' && name !== className && name.endsWith(className);
	if (isSwapped) return { title: className, suite: suite.path, file };
	return { title: name, suite: withClass(suite, className, name), file };
}

/** jest-junit repeats the name of the suite before each title. */
function withoutSuite(name: string, { names }: Suite): string {
	const prefix = `${names.at(-1) ?? ''} `;
	return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** The suites with the class as the innermost, unless it is among them or is the title. */
function withClass({ names, path }: Suite, className: string, title: string): string | null {
	if (className === '' || className === title || names.includes(className)) return path;
	if (path === null) return className;
	const last = names.at(-1) as string;
	return className.startsWith(`${last}.`)
		? `${path.slice(0, -last.length)}${className}`
		: `${path} > ${className}`;
}
