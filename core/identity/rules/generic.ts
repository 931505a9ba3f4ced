/** Messages that many different problems have in common, so that the stack is needed to distinguish them. */
import type { LineRule } from './lines';
import { holdsOneOf, needOf, type Look } from './look';

/** A row of this table, for a whole message after replacement. */
interface GenericRule extends LineRule {
	/** One of these words must occur, in upper or lower case. */
	words: string[];
}

export const GENERIC: GenericRule[] = [
	{
		what: 'the class of an error alone',
		pattern:
			/^(?:[\w$]{1,80}\.){0,12}(?:[A-Z]\w{0,80})?(?:Error|Exception|Failure|Failed|Fault|Panic)(?:: ?(?:null|None|undefined)?)?\.?$/,
		words: ['error', 'exception', 'fail', 'fault', 'panic'],
		example: 'java.lang.AssertionError',
		counterExample: 'java.lang.AssertionError: wrong total',
	},
	{
		what: 'words that only say that it failed',
		pattern:
			/^(?:[\w.]{1,80}(?:Error|Exception): )?(?:assert(?:ion)?(?: has)? ?(?:failed|error)?|assert false|test(?: case)?(?: has)? failed|(?:test )?fail(?:ed|ure)?|error|exception|null|none|undefined|false|true|unknown(?: error)?|script error|fatal|aborted|crashed|assert\.fail failed|intentionally failed|something went wrong)[.!:]*$/i,
		words: [
			'assert',
			'fail',
			'error',
			'exception',
			'null',
			'none',
			'undefined',
			'false',
			'true',
			'fatal',
			'aborted',
			'crashed',
			'went wrong',
		],
		example: 'Assertion failed.',
		counterExample: 'Assertion failed: total > 0',
	},
	{
		what: 'a test that took too long, without a word on where',
		pattern:
			/^(?:[\w.]{0,80}(?:Error|Exception|Failed|Failure): |thrown: ["']?|panic: )?(?:(?:the |async )*(?:test|hook|function|spec|operation|callback)[^:\n]{0,30} )?(?:tim(?:ed? ?-?out|ing out)\b|exceeded timeout|exceeded)[^:\n]{0,60}(?:<time>|>|<n>)(?: milliseconds)?(?: exceeded)?(?: for a (?:test|hook))?\.?["']?(?:\s?(?:For async|If this|Add a|ensure)[^\n]{0,400})?$/i,
		words: ['time', 'timing', 'exceeded'],
		example: 'Test timeout of <time> exceeded.',
		counterExample: 'Timed out after <time>: no #pay',
	},
	{
		what: 'the place and title of a test of Playwright, which its JUnit reports have for a message',
		pattern: /^\S{1,200}\.(?:spec|test|e2e|pw|setup)\.[cm]?[jt]sx?:<line> .{0,300}$/,
		words: ['ts:<line>', 'js:<line>', 'sx:<line>'],
		example: 'tests/cart.spec.ts:<line> pays with a card',
		counterExample: 'tests/cart.spec.ts is empty',
	},
	{
		what: 'something missing that has no name',
		pattern:
			/^(?:[\w.]{1,80} ?: )?(?:Object reference not set to an instance of an object|null pointer dereference|(?:unexpected )?nil pointer dereference|Value cannot be null|Script error)\.?$/i,
		words: ['object reference', 'dereference', 'cannot be null', 'script error'],
		example: 'System.NullReferenceException : Object reference not set to an instance of an object.',
		counterExample: 'Cannot read properties of null (reading total)',
	},
	{
		what: 'an application of Spring that did not start',
		pattern:
			/Failed to load ApplicationContext|ApplicationContext failure threshold|Error creating bean with name/,
		words: ['ApplicationContext', 'creating bean'],
		example: 'java.lang.IllegalStateException: Failed to load ApplicationContext for [a]',
		counterExample: 'Failed to load the cart',
	},
	{
		what: 'an error around another one',
		pattern:
			/One or more errors occurred|thrown by the target of an invocation|type initializer for .{0,200} threw|(?:InvocationTarget|UndeclaredThrowable|ExceptionInInitializer|Completion|Execution)(?:Exception|Error)(?:: null)?$|unhandled errors? in a TaskGroup|Uncaught \(in promise\)$/,
		words: [
			'errors occurred',
			'invocation',
			'initializer',
			'InvocationTarget',
			'Undeclared',
			'Initializer',
			'pletion',
			'Execution',
			'TaskGroup',
			'promise',
		],
		example: 'System.AggregateException : One or more errors occurred.',
		counterExample: 'errors occurred in the cart',
	},
	{
		what: 'memory used wrongly, or by two at once',
		pattern:
			/DATA RACE|Sanitizer: |ThreadSanitizer|runtime error: (?:invalid memory address|index out of range)|SIGSEGV|segmentation (?:fault|violation)|access violation/i,
		words: ['RACE', 'Sanitizer', 'runtime error', 'SIGSEGV', 'egmentation', 'ccess violation'],
		example: '==<id>==ERROR: AddressSanitizer: heap-use-after-free on address <id>',
		counterExample: 'Sanitizer is missing',
	},
];

const READY = GENERIC.map(({ pattern, words }) => ({ pattern, need: needOf('', words) }));
/** Only the beginning of a message is searched. */
const MAX_LENGTH = 300;

/** Whether a message, after replacement, says too little to distinguish problems. */
export function saysNothing(text: string, look: Look): boolean {
	const message = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
	return (
		READY.some(({ pattern, need }) => holdsOneOf(look, need) && pattern.test(message)) &&
		!text.includes('\nCaused by: ')
	);
}
