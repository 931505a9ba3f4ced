/** Messages that many different problems have in common, so that the stack has to say which one it is. */
import type { LineRule } from './lines';

/** For a whole message whose noise is replaced. */
export const GENERIC: LineRule[] = [
	{
		what: 'the class of an error alone',
		pattern:
			/^(?:[\w$]{1,80}\.){0,12}(?:[A-Z]\w{0,80})?(?:Error|Exception|Failure|Failed|Fault|Panic)(?:: ?(?:null|None|undefined)?)?\.?$/,
		example: 'java.lang.AssertionError',
		counterExample: 'java.lang.AssertionError: wrong total',
	},
	{
		what: 'words that only say that it failed',
		pattern:
			/^(?:[\w.]{1,80}(?:Error|Exception): )?(?:assert(?:ion)?(?: has)? ?(?:failed|error)?|assert false|test(?: case)?(?: has)? failed|fail(?:ed|ure)?|error|exception|null|none|undefined|false|true|unknown(?: error)?|script error|fatal|aborted|crashed|assert\.fail failed|intentionally failed|something went wrong)[.!:]*$/i,
		example: 'Assertion failed.',
		counterExample: 'Assertion failed: total > 0',
	},
	{
		what: 'a test that took too long, without a word on where',
		pattern:
			/^(?:[\w.]{0,80}(?:Error|Exception|Failed|Failure): |thrown: ["']?|panic: )?(?:(?:the |async )*(?:test|hook|function|spec|operation|callback)[^:\n]{0,30} )?(?:tim(?:ed? ?-?out|ing out)\b|exceeded timeout|exceeded)[^:\n]{0,60}(?:<time>|>|<n>)(?: milliseconds)?(?: exceeded)?(?: for a (?:test|hook))?\.?["']?(?:\s?(?:For async|If this|Add a|ensure)[^\n]{0,400})?$/i,
		example: 'Test timeout of <time> exceeded.',
		counterExample: 'Timed out after <time>: no #pay',
	},
	{
		what: 'an application of Spring that did not start',
		pattern:
			/Failed to load ApplicationContext|ApplicationContext failure threshold|Error creating bean with name/,
		example: 'java.lang.IllegalStateException: Failed to load ApplicationContext for [a]',
		counterExample: 'Failed to load the cart',
	},
	{
		what: 'an error around another one',
		pattern:
			/One or more errors occurred|thrown by the target of an invocation|type initializer for .{0,200} threw|(?:InvocationTarget|UndeclaredThrowable|ExceptionInInitializer|Completion|Execution)(?:Exception|Error)(?:: null)?$|unhandled errors? in a TaskGroup|Uncaught \(in promise\)$/,
		example: 'System.AggregateException : One or more errors occurred.',
		counterExample: 'errors occurred in the cart',
	},
	{
		what: 'memory used wrongly, or by two at once',
		pattern:
			/DATA RACE|Sanitizer: |ThreadSanitizer|runtime error: (?:invalid memory address|index out of range)|SIGSEGV|segmentation (?:fault|violation)|access violation/i,
		example: '==<id>==ERROR: AddressSanitizer: heap-use-after-free on address <id>',
		counterExample: 'Sanitizer is missing',
	},
];
