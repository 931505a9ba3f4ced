/** What a Go test prints: the only place where it says what went wrong. */

import { readable } from '../errorText';

/** Lines that the test runner adds. */
const RUNNER_LINE =
	/^\s*(?:=== (?:RUN|PAUSE|CONT|NAME)\b|--- (?:FAIL|PASS|SKIP|BENCH): )|^(?:FAIL|PASS|ok)(?:\s+\S+\s+\S+)?$|^exit status \d+$/;

/** The lines of a test's own, without common indentation; `null` when it printed nothing. */
export function goMessage(output: string | null | undefined): string | null {
	const lines = (output ?? '').split('\n').filter((line) => !RUNNER_LINE.test(line));
	return readable(lines.map((line) => line.replace(/^ {4}/, '')).join('\n'));
}
