/** Picking the lines of an error text that say what went wrong. */

/** Only the start of a text is read: no error says later than this what it is. */
const MAX_TEXT = 64 * 1024;
const MAX_LINE = 2000;
const MAX_LINES = 8;

/** Colours and cursor moves, as real escape characters, as their spelled-out form, or with the escape lost on the way. */
const ANSI = /(?:[\u001b\u009b]|\\u001b|\\x1b|\\033)(?:\[[0-9;?]*[ -/]*[@-~])?|\[\d{1,3}(?:;\d{1,3}){0,4}m/gi;

/** Where the message ends: a stack, a log, a rule drawn across the text. */
const END_OF_MESSAGE = [
	anyOf(
		/^\s+at (?!least|most)/,
		/^at \S+ \(/,
		/^at \S+:\d+(?::\d+)?\)?$/,
		/^#\d+ 0x/,
		/^\s*(?:[-=_]{5,}|(?:[-_] ){4,})/,
	),
	/^(?:Stacktrace|Stack trace|Backtrace|Stack):/i,
];

/** Lines that stand in a message without saying what went wrong. */
const BESIDE_THE_POINT = [
	anyOf(
		/^\(Session info/,
		/^https?:\/\/(?:on\.cypress\.io|playwright\.dev|www\.selenium\.dev)\//,
		/^>?\s*\d+ \|/,
		/^\|\s*\^/,
		/^\d+\) </,
		/^Retry #\d+/,
		/^[-+] (?:Expected|Received|Actual) +[-+] \d+$/,
		/^@@ .* @@$/,
	),
	anyOf(
		/^(?:Build info|System info|Driver info|Host info|Command|Capabilities|Session ID):/i,
		/^(?:For documentation|Learn more|See|More info)\b.{0,40}https?:/i,
		/^(?:rationale|reasoning|explanation|evidence|justification|feedback|judge comment)\s*:/i,
	),
];

const CALL_LOG = /^(?:call log:|=+ logs =+)/i;

/**
 * The first lines of an error text that tell the problem, trimmed: without colours, stack, code frame, log and
 * tool information. Of a Playwright call log the awaited element and the last obstacle are kept, since they may
 * stand nowhere else. At most eight lines; long texts are read from their start only.
 */
export function tellingLines(text: string): string[] {
	const lines = text
		.slice(0, MAX_TEXT)
		.replace(ANSI, '')
		.split(/\r\n|\r|\n/)
		.map((line) => line.slice(0, MAX_LINE));
	const message = pythonMessage(lines) ?? lines;
	const logStart = message.findIndex((line) => CALL_LOG.test(line.trim()));
	if (logStart < 0) return messageLines(message);
	const fromLog = callLogLines(message.slice(logStart + 1));
	return [...messageLines(message.slice(0, logStart)).slice(0, MAX_LINES - fromLog.length), ...fromLog];
}

function messageLines(lines: string[]): string[] {
	const telling: string[] = [];
	let inDiff = false;
	for (const line of lines) {
		const trimmed = line.trim();
		if (END_OF_MESSAGE.some((end) => end.test(line))) break;
		if (/^[-+] (?:Expected|Received|Actual)\b/.test(trimmed)) inDiff = true;
		if (trimmed === '' || BESIDE_THE_POINT.some((pattern) => pattern.test(trimmed))) continue;
		// The unchanged lines of a diff tell nothing and often hold the data of this one run.
		if (inDiff && !/^[-+]/.test(line)) continue;
		telling.push(trimmed);
		if (telling.length === MAX_LINES) break;
	}
	return telling;
}

/** pytest marks the error with `E`; a traceback ends with it. `null` when the text is neither. */
function pythonMessage(lines: string[]): string[] | null {
	const marked = lines.filter((line) => /^E(?: {2,}|$)/.test(line));
	if (marked.some((line) => line.trim() !== 'E')) return marked.map((line) => line.slice(1).trim());
	const traceback = lines
		.map((line) => line.startsWith('Traceback (most recent call last)'))
		.lastIndexOf(true);
	if (traceback < 0) return null;
	const end = lines.findIndex((line, index) => index > traceback && /^\S/.test(line));
	return end < 0 ? null : lines.slice(end);
}

function callLogLines(log: string[]): string[] {
	const steps = log.map((line) => line.trim().replace(/^- /, '').trim());
	const awaited = steps.find((step) => /^(?:\d+ × )?(?:waiting for|navigating to) /.test(step));
	const obstacles = steps.filter((step) =>
		/intercepts pointer events|^element (?:is|was) (?:not|outside|detached)/i.test(step),
	);
	return [awaited, obstacles.at(-1)].filter((step) => step !== undefined);
}

/** One pattern for several with the same flags: one search takes much less time than many that end at the first character. */
function anyOf(...patterns: RegExp[]): RegExp {
	return new RegExp(patterns.map(({ source }) => source).join('|'), patterns[0].flags);
}
