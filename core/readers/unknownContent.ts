/** What to say about a file that is no report of any known format. */

import { oneLine, someNames } from '../text/words';
import type { ReportContent } from './reader';
import { fields, isObject, type Fields } from './fields';
import { ReportError } from './reportError';

/** The error, with what the file is instead. */
export function unknownContent(content: ReportContent): ReportError {
	const { problem, advice = ASK_FOR_JUNIT } = description(content);
	return new ReportError({
		file: content.file,
		problem: `is no test report of a known format: ${problem}`,
		advice,
	});
}

const ASK_FOR_JUNIT = 'Nearly every test tool can write JUnit XML: let yours write that.';

interface Description {
	problem: string;
	advice?: string;
}

function description(content: ReportContent): Description {
	switch (content.kind) {
		case 'xml':
			return xmlDescription(content.root.name);
		case 'json':
			return jsonDescription(content.value);
		case 'lines': {
			const first = content.head.find((line) => line.trim() !== '') ?? '';
			return { problem: `its text begins with "${oneLine(first, 60)}"` };
		}
	}
}

/** Files that lie beside test reports and are taken for them. */
const XML_OF_OTHER_KINDS: Record<string, string> = {
	html: 'it is a web page',
	coverage: 'it is a coverage report',
	report: 'it is a coverage report',
	checkstyle: 'it is a report of code style',
	suites: 'its elements are called suite and case, not testsuite and testcase',
};

function xmlDescription(root: string): Description {
	const name = root.toLowerCase();
	const known = Object.hasOwn(XML_OF_OTHER_KINDS, name) ? `, so ${XML_OF_OTHER_KINDS[name]}` : '';
	return { problem: `its outermost element is <${oneLine(root, 60)}>${known}` };
}

function jsonDescription(value: unknown): Description {
	if (Array.isArray(value)) return { problem: 'it is a list whose entries no known tool writes' };
	const members = fields(value);
	const names = Object.keys(members);
	if (names.length === 0) return { problem: 'it is an empty object' };
	// n8n turns an XML body of a webhook into such an object, in which the order of the elements is lost.
	if (isParsedXml(members)) return { problem: 'it is XML that was turned into JSON', advice: KEEP_XML };
	return { problem: `its fields are ${someNames(names)}` };
}

const KEEP_XML =
	'Keep the file as it is: in a Webhook node, switch on Raw Body, or send it as a form field (curl -F file=@report.xml).';

function isParsedXml(value: Fields): boolean {
	return Object.values(value).some((element) => isObject(element) && isObject(element.$));
}
