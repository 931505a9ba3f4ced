/** Finds the detail in a stack that identifies a problem if many problems have the same message. */

import { linesOf } from './tellingLines';

/** The source line that failed: pytest and code frames mark it, in a traceback it is below the last place. */
const MARKED = /^>\s*\d+ ?\|\s*(\S.*)$|^> {2,}(\S.*)$/;
const PLACE_IN_PYTHON = /^\s*File "[^"]+", line \d+/;

/** The function of a stack frame, in the notations of several languages. */
const FUNCTION = [
	/^\s*#\d+:? +0x[0-9a-f]+ (?:in )?([^\s(]+)/i,
	/^\s*#\d+ +(?:\S+\(\d+\): )?([\w\\:<>.$-]+) ?\(/,
	/^\s*(?:at|bei|à|в|w|en|em|in|a|ved|vid|v|场所|場所|在|位置:?) (?:async |new )?([^\s(]+(?: \[as \w+\])?) ?\(/,
	/^\s*(?:# |from )?\S+\.\w+:\d+:in [`'](?:block .{0,40} in )?([^']+)'/,
	/^\s*(?:package:|dart:)\S+ \d+:\d+ {2,}(\S+)/,
	/^([^\s@]+)@\S+:\d+(?::\d+)?$/,
	/^\s*(?:[\w.-]+\/)*([\w-]+(?:\.(?:\(\*?\w+\)|\w+))+)\(.*\)$/,
];

/** Functions of languages and test tools, which are above those of the test in a stack. */
const FOREIGN =
	/^(?:java\.|javax\.|jdk\.|sun\.|kotlin\.|scala\.|groovy\.|org\.(?:junit|testng|assertj|hamcrest|opentest4j|spockframework|codehaus|springframework|mockito)|junit\.|com\.sun\.|System\.|Microsoft\.|NUnit\.|Xunit\.|Shouldly|FluentAssertions|Object\.|Promise|Context\.|Test\.|Timeout\.|process\.|node:|Module\.|runtime\.|testing\.|panic|PHPUnit\\|RSpec|_|std::|core::|rust_|alloc::|operator|malloc|free|abort|raise|expect|assert|dart:|main$|<)/i;

/** The module before a function, with its version, as newer versions of Java write it. */
const MODULE = /^[\w.]*(?:@[\w.+-]+\/|\/\/)/;

/**
 * The source line that failed or, if the stack does not contain it, the function. Neither changes when the file is
 * edited above it. `null` if the text contains neither.
 */
export function stackDetail(text: string): string | null {
	const lines = linesOf(text);
	return markedLine(lines) ?? ownFunction(lines);
}

function markedLine(lines: string[]): string | null {
	for (const line of lines) {
		const found = MARKED.exec(line);
		if (found) return (found[1] ?? found[2]!).trim();
	}
	const place = lines.map((line) => PLACE_IN_PYTHON.test(line)).lastIndexOf(true);
	const source = place < 0 ? undefined : lines[place + 1];
	return source !== undefined && /^\s+[\p{L}_@]/u.test(source) ? source.trim() : null;
}

function ownFunction(lines: string[]): string | null {
	for (const line of lines) {
		const name = FUNCTION.map((form) => form.exec(line)?.[1]).find((found) => found !== undefined);
		const ownName = name?.replace(MODULE, '');
		if (ownName !== undefined && !FOREIGN.test(ownName)) return ownName;
	}
	return null;
}
