/**
 * Kinds of lines in an error text: those after which the message ends, and those that say nothing about the problem.
 */

/** A row of these tables. Each pattern is applied to a whole line. */
export interface LineRule {
	/** Describes such lines in a few words. */
	what: string;
	pattern: RegExp;
	/** An example of such a line. */
	example: string;
	/** A line of a message that looks similar. */
	counterExample: string;
}

/** Lines after which the message ends: a stack, a log, the output of a test. Applied to a line with its indentation. */
export const ENDS: LineRule[] = [
	{
		what: 'a frame of JavaScript, Java or .NET',
		pattern:
			/^\s+at (?!least|most|position|index|path|offset|line|character|column|root|the |an? |\S+ line \d+\.?$)|^at \S+ ?\(|^at \S+:\d+(?::\d+)?\)?$/,
		example: '    at total (cart.ts:1:2)',
		counterExample: '    at least 2 items are wanted',
	},
	{
		what: 'a frame of .NET in another language',
		pattern:
			/^\s+(?:bei|à|в|w|en|em|in|a|ved|vid|v|na|op|bij|konum|sırasında|kohteessa|kohdassa|於|位于|在|場所|위치:?) [\w.<>`+$[\],|~]{3,300}\(.{0,500}\)(?: \S{1,12} .{1,500}:\S{1,12} \d+\.?)?$/,
		example: '   bei Shop.CartTests.Total() in D:\\a\\CartTests.cs:Zeile 42.',
		counterExample: '   in (the cart)',
	},
	{
		what: 'a numbered frame of PHP, Dart, Python, C or a sanitizer',
		pattern: /^\s*#\d+:? +(?:0x|\/|[A-Z]:\\|\{main\}|\[internal|[\w.:<>$]+ ?\()/,
		example: '#0 /app/src/Cart.php(123): total()',
		counterExample: '#3: wrong total',
	},
	{
		what: 'a frame of Ruby',
		pattern: /^\s*(?:from |# )?\S+\.(?:rb|rake|erb):\d+(?::in [`'].*)?$|^\s*# \S+:\d+:in [`']/,
		example: "# ./spec/cart_spec.rb:12:in `block (2 levels)'",
		counterExample: '# cart.rb is missing',
	},
	{
		what: 'a frame of Python',
		pattern: /^\s*File "[^"]+", line \d+/,
		example: '  File "/app/a.py", line 12, in total',
		counterExample: '  File "/app/a.py" is empty',
	},
	{
		what: 'a frame of Dart',
		pattern: /^\s*(?:package:|dart:|test\/|lib\/)\S+ \d+:\d+ {2}/,
		example: 'package:shop/cart.dart 12:5  Cart.total',
		counterExample: 'package:shop/cart.dart is missing',
	},
	{
		what: 'a frame of Firefox or Safari',
		pattern:
			/^\s*[^\s@:]{0,200}@(?:https?|file|resource|chrome|blob|moz-extension|webpack[\w-]*|app):\S+:\d+(?::\d+)?$/,
		example: 'total@http://localhost:8080/cart.js:12:5',
		counterExample: 'no mail for ann@http.example.com',
	},
	{
		what: 'a frame of Elixir or Erlang',
		pattern: /^\s+(?:\([\w.-]+(?: [\d.]+)?\) )?\S+\.(?:exs?|erl|eex|heex):\d+: /,
		example: '    test/cart_test.exs:12: (test)',
		counterExample: 'cart.exs: no such file',
	},
	{
		what: 'a frame of Perl or a shell',
		pattern:
			/^\s+[^\s(]*(?:\(.*\))? called at \S+ line \d+|^At .+:\d+ char:\d+$|^\+ (?:CategoryInfo|FullyQualifiedErrorId) /,
		example: '\tmain::total() called at t/cart.t line 12',
		counterExample: 'total() called at the wrong time',
	},
	{
		what: 'a frame of Vitest or Deno',
		pattern: /^\s*(?:❯|›|→) \S+[: ]\S*\d+(?::\d+)?/,
		example: ' ❯ tests/cart.test.ts:12:5',
		counterExample: ' ❯ total is wrong',
	},
	{
		what: 'the stack of a goroutine',
		pattern: /^\s*(?:goroutine \d+ \[|Goroutine \d+ \(|\[?(?:originating|created) by)/,
		example: 'goroutine 4 [running]:',
		counterExample: 'goroutine leaked',
	},
	{
		what: 'the heading of all that was on the screen',
		pattern:
			/^\s*(?:(?:View|Window|Element|Accessibility|UI) (?:hierarchy|tree)|Page source|(?:Semantics|Widget|Element) tree|DOM dump)(?: \(.{0,80}\))?:$/i,
		example: 'View Hierarchy:',
		counterExample: 'View Hierarchy: none found',
	},
	{
		what: 'the word for a stack, or for what a test printed',
		pattern:
			/^\s*(?:(?:full |java |python |native |stack )?(?:stack ?trace|backtrace|stack ?back|traceback)(?: \(.{0,60}\))?:|stack:|stack backtrace:|CallStack \(from HasCallStack\)|(?:captured |standard )?(?:std(?:out|err)(?: output)?|log call|console output)\s?:?$|--- (?:FAIL|End of))/i,
		example: 'Stacktrace:',
		counterExample: 'Stack of plates is missing',
	},
];

/**
 * A line of characters such as dashes, with or without words. It ends the text before it, or is the heading of the text
 * after it.
 */
export const RULE: LineRule = {
	what: 'a line drawn across the text',
	pattern: /^\s*(?:[-=_~*─━═—]{5,}|\.{20,}|#{8,}|(?:[-_=] ){4,})/,
	example: '-------- captured output --------',
	counterExample: '---> refused',
};

/** Lines within a message that do not say what went wrong. Applied to a trimmed line. */
export const BESIDE_THE_POINT: LineRule[] = [
	{
		what: 'versions, machines and sessions of Selenium',
		pattern:
			/^\((?:Session|Driver) info|^Command duration or timeout:|^(?:Build info|System info|Driver info|Host info|Session ID): ?|^Capabilities[: ]|^\*\*\* Element info: \{\}/i,
		example: 'Capabilities [{platform=LINUX, browserName=chrome}]',
		counterExample: '*** Element info: {Using=id, value=pay}',
	},
	{
		what: 'the command that Selenium sent',
		pattern: /^Command: \[[0-9a-f]{8}/,
		example: 'Command: [8d3f0a1b2c, findElement {using=id}]',
		counterExample: 'Command: npm run seed',
	},
	{
		what: 'where to read more',
		pattern:
			/^https?:\/\/(?:on\.cypress\.io|playwright\.dev|www\.selenium\.dev|errors\.pydantic\.dev|errors\.angular\.io|reactjs\.org\/docs\/error)\b|^(?:For (?:documentation|further information|more (?:information|details))|Learn more|See|More info|Read more)\b.{0,60}https?:/i,
		example: 'For documentation on this error, please visit: https://www.selenium.dev/errors',
		counterExample: 'See the total of the cart',
	},
	{
		what: 'a line of the source',
		pattern: /^>?\s*\d+ ?[|│]|^\d+:\s{4,}\S|^[|│]?\s*(?:\^[\s^~]*|~+\^?~*)$|^\|\s*\^/,
		example: '> 11 |   expect(total).toBe(3)',
		counterExample: '11 items | 12 wanted',
	},
	{
		what: 'with what it ran',
		pattern: /^(?:Browser|User[- ]?agent|Platform|Operating system|OS|Runtime|Environment): ?.{0,200}\d\.\d/i,
		example: 'Browser: Chrome 124.0.0.0 / Ubuntu 22.04',
		counterExample: 'Browser: none is installed',
	},
	{
		what: 'the time and place that a report in TAP tells',
		pattern: /^duration_ms: [\d.]+$|^(?:location|at): ['"]?.{0,400}:\d+:\d+\)?['"]?$/,
		example: "location: '/home/ann/shop/cart.test.mjs:22:1'",
		counterExample: 'location: Berlin',
	},
	{
		what: 'elements that a locator found',
		pattern: /^\d+\) </,
		example: '1) <div id="a">A</div>',
		counterExample: '1) the total is wrong',
	},
	{
		what: 'headings of tools',
		pattern:
			/^Retry #\d+|^(?:\d+\) )?\[[\w .-]{1,60}\] › .{1,400}|^(?:●|✕|✗|×) .{0,300}(?:›|>) .{0,300}$|^Error Trace:|^Test:\s+Test|^Stack:$|^Test Error Output:?$|^Failures?:$|^Messages?:$|^Diff:$/,
		example: 'Error Trace:	/home/a/cart_test.go:12',
		counterExample: 'Test of the cart failed',
	},
	{
		what: 'headings of a difference',
		pattern:
			/^[-+] (?:Expected|Received|Actual) +[-+] \d+$|^@@ .*@@|^(?:---|\+\+\+) ?(?:Expected|Actual|Received)|^[-+] ?(?:expected|actual) [-+] ?(?:expected|actual)|^\(?[-+](?:expected|actual|got|want),? [-+](?:expected|actual|got|want)\)?:?/i,
		example: '+ expected - actual',
		counterExample: '+ expected',
	},
	{
		what: 'how much of a comparison is not shown',
		pattern:
			/^(?:\.\.\. ?)?(?:Omitting \d+ (?:identical|matching)|Skipping \d+ (?:identical|matching)|Use -vv? to|Full (?:output|diff) truncated|Lines? skipped|\.{3}.{0,40}(?:hidden|truncated|omitted|skipped))|^(?:\.\.\.|…) ?\d+ (?:more|common frames|lines|identical)|^\?\s*[-+^~\s]+$|^\.{3}$/i,
		example: 'Omitting 1 identical items, use -vv to show',
		counterExample: '... and 3 is not 4',
	},
	{
		what: 'what a judge says about a criterion',
		pattern: /^(?:rationale|reasoning|explanation|evidence|justification|feedback|judge comment)\s*:/i,
		example: 'Rationale: The agent never asked.',
		counterExample: 'Reason: connection refused',
	},
	{
		what: 'how to see the same again',
		pattern:
			/^(?:NOTE: )?(?:You can |To )?(?:re-?produce|rerun|re-?run|repeat|replay)(?:d|s)?\b.{0,40}(?::|with\b|by\b|command|example)|^(?:Re-?run|Run) (?:the test )?(?:with|using) .{0,60}(?:seed|-v|--|RUST_BACKTRACE)|^note: (?:run with|Some details|this error)|^rspec \.?\/?\S+:\d+|^(?:bin\/rails|npx|yarn|bundle exec|gradlew|\.\/gradlew|mvn) .*(?:test|show-trace)|^Randomi[sz]ed with seed/i,
		example:
			"You can reproduce this example by temporarily adding @reproduce_failure('6.82.0', b'AXic') as a decorator",
		counterExample: 'reproduces the wrong total',
	},
	{
		what: 'what a tool that makes up examples has tried',
		pattern:
			/^\{ ?seed: |^(?:seed|tries|checks|generation|after-failure|when-fixed-seed|edge-cases(?:#\w+)?)\s*=\s*\S|^Counterexample:|^Shrunk \d|^Shrunk Sample|^Original (?:Sample|Error)\b|^Falsif(?:ying|ied) example|^ARG_\d+(?:_ORIGINAL)?: |^(?:arg|param)\d+: |^Hint: Enable verbose mode|^minimal failing input|^cc [0-9a-f]{16}|^Encountered failures were|^Execution summary|^(?:successes|(?:local|global) rejects|discarded|shrinks): \d+$/i,
		example: 'Counterexample: [17]',
		counterExample: 'seeds = missing',
	},
	{
		what: 'a place in a file that stands alone',
		pattern:
			/^(?:at |in |\(in test file )?(?:\.{0,2}[\\/]|[A-Z]:[\\/])?[^\s:()'"]{1,300}\.[a-z]\w{0,7}(?::\d+(?::\d+)?(?: \+0x[0-9a-f]+)?:?|\(\d+\)|,? line \d+[.)]?)$/,
		example: '/usr/src/shop/cart.go:18 +0xb6',
		counterExample: 'cart.ts:12:5 total is wrong',
	},
];

/** The first line of a Playwright call log. */
export const CALL_LOG = /^(?:call log:|=+ logs =+)/i;

/**
 * The first line of a diff. Its unchanged lines do not describe the problem and often contain values of this run only.
 */
export const DIFF =
	/^(?:[-+]{1,3} ?(?:Expected|Received|Actual)\b|[-+] ?(?:expected|actual) [-+] ?(?:expected|actual)|Full diff:|Diff:|\(?[-+](?:expected|got|want|actual),? [-+])/i;

/** Whether a text matches one pattern of a table. One search for all patterns takes much less time than one each. */
export function anyOf(rules: LineRule[]): (text: string) => boolean {
	const byFlags = new Map<string, string[]>();
	for (const { pattern } of rules) {
		byFlags.set(pattern.flags, [...(byFlags.get(pattern.flags) ?? []), pattern.source]);
	}
	const patterns = [...byFlags].map(([flags, sources]) => new RegExp(sources.join('|'), flags));
	return (text) => patterns.some((pattern) => pattern.test(text));
}
