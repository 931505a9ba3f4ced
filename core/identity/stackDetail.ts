/** What a stack says about a problem whose message could be that of many. */

import { linesOf } from './tellingLines';

/** Where code says what it does: pytest and code frames mark the line, a traceback has it below its last place. */
const MARKED = /^>\s*\d+ ?\|\s*(\S.*)$|^> {2,}(\S.*)$/;
const PLACE_IN_PYTHON = /^\s*File "[^"]+", line \d+/;

/** The function of a frame, by the forms in which languages write it. */
const FUNCTION = [
	/^\s*#\d+:? +0x[0-9a-f]+ (?:in )?([^\s(]+)/i,
	/^\s*#\d+ +(?:\S+\(\d+\): )?([\w\\:<>.$-]+) ?\(/,
	/^\s*(?:at|bei|à|в|w|en|em|in|a|ved|vid|v|场所|場所|在|位置:?) (?:async |new )?([^\s(]+(?: \[as \w+\])?) ?\(/,
	/^\s*(?:# |from )?\S+\.\w+:\d+:in [`'](?:block .{0,40} in )?([^']+)'/,
	/^\s*(?:package:|dart:)\S+ \d+:\d+ {2,}(\S+)/,
	/^([^\s@]+)@\S+:\d+(?::\d+)?$/,
	/^\s*(?:[\w.-]+\/)*([\w-]+(?:\.(?:\(\*?\w+\)|\w+))+)\(.*\)$/,
];

/** Functions of languages and of test tools, which stand above those of the test. */
const FOREIGN =
	/^(?:java\.|javax\.|jdk\.|sun\.|kotlin\.|scala\.|groovy\.|org\.(?:junit|testng|assertj|hamcrest|opentest4j|spockframework|codehaus|springframework|mockito)|junit\.|com\.sun\.|System\.|Microsoft\.|NUnit\.|Xunit\.|Shouldly|FluentAssertions|Object\.|Promise|Context\.|Test\.|Timeout\.|process\.|node:|Module\.|runtime\.|testing\.|panic|PHPUnit\\|RSpec|_|std::|core::|rust_|alloc::|operator|malloc|free|abort|raise|expect|assert|dart:|main$|<)/i;

/** The module in front of a function, with its version, as later releases of Java write it. */
const MODULE = /^[\w.]*(?:@[\w.+-]+\/|\/\/)/;

/**
 * The line of the source that failed or, where the stack shows none, the function in which it did: neither moves with
 * an edit above it. `null` when the text tells neither.
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
