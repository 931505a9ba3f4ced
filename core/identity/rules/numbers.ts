/**
 * Noise: consecutive numbers, and counts that differ from run to run. Applied to lines whose tokens have already been
 * replaced.
 */
import type { NoiseRule } from './rule';

/** Nouns that are followed by the number of one object of this run. */
const NUMBERED_THINGS = (
	'order user customer account invoice ticket record transaction payment product patient appointment booking ' +
	'reservation pid process thread worker shard attempt retry run build job pipeline session iteration seed ' +
	'line column col position offset port id goroutine fiber task request connection socket fd'
).split(' ');

/** Prefixes of consecutive numbers, as opposed to error codes. */
const COUNTED_CODES = 'INV ORD ORDER TICKET CUST USR USER TXN REF PO SO SKU TR RUN TEST'.split(' ');

/** Applied in this order. */
export const NUMBERED: NoiseRule[] = [
	{
		what: 'things with a number',
		pattern: new RegExp(
			`(\\b(?:${NUMBERED_THINGS.join('|')}))((?: (?:id|number|no\\.?|with id))?["'\\]]?\\s?[#:=]?\\s?["'(#]?)` +
				'\\d+(?::\\d+)?(?!\\d)(?![\\w.]*\\w)',
			'gi',
		),
		by: '$1$2<id>',
		needs: '0',
		words: NUMBERED_THINGS,
		same: ['user 5121 has no cart', 'user 77 has no cart'],
		different: ['criterion 3 is not met', 'criterion 5 is not met'],
	},
	{
		what: 'the number of a test in a report in TAP',
		pattern: /^(not ok )\d+(?!\S)/g,
		by: '$1<id>',
		needs: '0',
		words: ['not ok'],
		same: ['not ok 14 - total is rounded', 'not ok 17 - total is rounded'],
		different: ['not ok 14 - total is rounded', 'not ok 14 - total is empty'],
	},
	{
		what: 'how far the run was',
		pattern:
			/^((?:[A-Z ]{1,20})?(?:\[ *<time>\] )?)(?:\( *\d+\/\d+\)|\[ *\d+\/\d+\]|\d+\/\d+(?= Test +#))(?= )/g,
		by: '$1<n>',
		needs: '/0',
		words: ['0/0'],
		same: ['FAIL [ <time>] ( 18/120) total', 'FAIL [ <time>] ( 23/121) total'],
		different: ['grade (3/5) is too low', 'grade (4/5) is too low'],
	},
	{
		what: 'how many tests had run',
		pattern: /(\bExecuted )\d+ of \d+(?= [(A-Z]| tests| specs|$)/g,
		by: '$1<n>',
		needs: '0',
		words: ['Executed'],
		same: ['Executed 41 of 310 DISCONNECTED', 'Executed 58 of 312 DISCONNECTED'],
		different: ['Executed 41 of 310 statements', 'Executed 58 of 310 statements'],
	},
	{
		what: 'the summary of a load test, which fills names up with dots',
		pattern: /^((?:[✓✗] ?)?[a-z][\w{}:," ]{1,80}?\.{2,80}: ).*$/g,
		by: '$1<n>',
		needs: '.:0',
		words: ['.: '],
		same: ['iterations...: 1841  30.6/s', 'iterations...: 1790  29.8/s'],
		different: ['iterations...: 1841', 'dropped_iterations...: 1841'],
	},
	{
		what: 'where a row lies in a database',
		pattern: /(\b(?:tuple|ctid|tid)["']?[ =:]{1,3}["']?)\(\d+, ?\d+\)/gi,
		by: '$1(<n>, <n>)',
		needs: '(,0',
		words: ['tuple', 'tid'],
		same: [
			'while updating tuple (0,14) in relation "stock"',
			'while updating tuple (3,2) in relation "stock"',
		],
		different: ['while updating tuple (0,14) in relation "a"', 'while updating tuple (0,14) in relation "b"'],
	},
	{
		what: 'transactions, sessions and positions in the log of a database',
		pattern: /(\b(?:spid|xid|txid|trx|scn|lsn)[:=]? ?)(?:\d+|[\dA-F]+\/[\dA-F]+)(?![\w.]*\w)/gi,
		by: '$1<id>',
		needs: '0',
		words: ['spid', 'xid', 'trx', 'scn', 'lsn'],
		same: ['spid 63 was chosen as the victim', 'spid 87 was chosen as the victim'],
		different: ['query 1 was chosen', 'query 2 was chosen'],
	},
	{
		what: 'screenshots, videos and logs that are counted',
		pattern:
			/(\b(?:screenshot|screencast|recording|video)[_-]?)\d+(?=\.(?:png|jpe?g|webp|gif|mp4|webm|log|txt)\b)/gi,
		by: '$1<n>',
		needs: '.0',
		words: ['screenshot', 'screencast', 'recording', 'video'],
		same: ['not visible. selenium-screenshot-3.png', 'not visible. selenium-screenshot-11.png'],
		different: ['no cart-3.png', 'no cart-11.png'],
	},
	{
		what: 'a thread of Rust',
		pattern: /^(thread ['"].{0,200}['"]) \(\d+\)/g,
		by: '$1',
		needs: '(0',
		words: ['thread '],
		same: ["thread 'total' (12345) panicked", "thread 'total' (901) panicked"],
		different: ["thread 'total' (1) panicked", "thread 'items' (1) panicked"],
	},
	{
		what: 'fields that are named as ids',
		pattern: /([a-z]Id|[a-z]ID|_id|-id)(["'\]]?\s?[:=]?\s?["'(]?)\d+(?!\w)/g,
		by: '$1$2<id>',
		needs: '0',
		words: ['id'],
		same: ['no row for user_id=5121', 'no row for user_id=77'],
		different: ['no row for size=5', 'no row for size=7'],
	},
	{
		what: 'codes that are counted up',
		pattern: new RegExp(`(?<![A-Za-z])(${COUNTED_CODES.join('|')})-\\d[\\d-]*`, 'g'),
		by: '$1-<id>',
		needs: '-0',
		words: ['-0'],
		same: ['INV-2025-00123 exists already', 'INV-2024-99871 exists already'],
		different: ['ORA-00942', 'ORA-01017'],
	},
	{
		what: 'numbers of tickets',
		pattern: /(?<=[a-z] )#\d+/gi,
		by: '#<id>',
		needs: '#0',
		same: ['blocked by issue #77', 'blocked by issue #1204'],
		different: ["no '#1'", "no '#2'"],
	},
	{
		// A year is not one of these.
		what: 'names made unique by four digits',
		pattern: /(?!19|20)\d{4}(?!\w)(?<=[a-z]{3}[_-]?\d{4})/g,
		by: '<id>',
		needs: '0',
		same: ['deleted user_4821', 'deleted user_1733'],
		different: ['deleted user_1', 'deleted user_2'],
	},
	{
		what: 'ids in paths of addresses',
		pattern: /(?<!\d|HTTP|step|page|tab|level|part)\/\d+(?=[/?#"'`\s)\]:,]|\.?$)/g,
		by: '/<id>',
		needs: '/0',
		words: ['/0'],
		same: ['GET /carts/17/items failed', 'GET /carts/9/items failed'],
		different: ['GET /checkout/step/1 failed', 'GET /checkout/step/2 failed'],
	},
	{
		what: 'how often something was tried',
		pattern: /\b\d+ (attempts?|retries|tries|pixels|tokens)\b/g,
		by: '<n> $1',
		needs: '0',
		words: ['attempt', 'retries', 'tries', 'pixels', 'tokens'],
		same: ['not found after 3 attempts', 'not found after 5 attempts'],
		different: ['not found in 3 rows', 'not found in 5 rows'],
	},
	{
		what: 'how many rounds there were until something happened',
		pattern:
			/(\b(?:after|in|shrunk|retried|retrying|tried|attempted|polled|checked) )\d+ ((?:passed |more |failed )?(?:tests?|checks?|polls?|examples?|runs?|iterations?|samples?|rounds?|cycles?|loops?|shrinks?|times?|time\(s\)|time|generations?))\b/gi,
		by: '$1<n> $2',
		needs: '0',
		words: ['after ', 'in ', 'shrunk', 'retried', 'retrying', 'tried', 'attempted', 'polled', 'checked'],
		same: ['Property failed after 3 tests', 'Property failed after 12 tests'],
		different: ['called 3 times', 'called 4 times'],
	},
	{
		what: 'how many elements a locator found',
		pattern: /(\bresolved to )\d+( elements)/g,
		by: '$1<n>$2',
		needs: '0',
		words: ['resolved to'],
		same: ['locator resolved to 2 elements', 'locator resolved to 3 elements'],
		different: ['found 2 elements', 'found 3 elements'],
	},
	{
		what: 'pixels that differ',
		pattern: /(?<![\w.])(?:\d+|<id>|<n>) ((?:differing |different |differ )?pixels?)\b/g,
		by: '<n> $1',
		needs: '',
		words: ['pixel'],
		same: ['7189 differing pixels', '30799 differing pixels'],
		different: ['800 points wide', '900 points wide'],
	},
	{
		what: 'the share of pixels',
		pattern: /(\bratio:? )\d+(?:\.\d+)?/g,
		by: '$1<n>',
		needs: '0',
		words: ['ratio'],
		same: ['ratio 0.02 of all image pixels', 'ratio 0.11 of all image pixels'],
		different: ['rate 0.02', 'rate 0.11'],
	},
	{
		what: 'how much of an image differs',
		pattern: /(?<![\w.])(?:\d+(?:\.\d+)?|<n>)(%| percent) (diff|of (?:the |all )?(?:image|pixels))/gi,
		by: '<n>$1 $2',
		needs: '',
		words: ['0%', '>%', 'percent'],
		same: ['Image was 5% different', 'Image was 6% different'],
		different: ['5% off', '6% off'],
	},
	{
		what: 'points on the screen',
		pattern: /(\b(?:point|coordinates?|location|viewport|offset):? ["“]?)[({[]-?[\d.]+, ?-?[\d.]+[)}\]]/g,
		by: '$1(<n>, <n>)',
		needs: ',0',
		words: ['point', 'ordinate', 'location', 'viewport', 'offset'],
		same: ['not clickable at point (512, 384)', 'not clickable at point (498, 611)'],
		different: ['no cell (1, 2)', 'no cell (1, 3)'],
	},
	{
		what: 'sizes',
		pattern: /(?<![\w.])\d+(?:[.,]\d+)?\s?(?:[KMGT]i?B|kb|mb|gb|bytes?|octets|Bytes)(?!\w)/g,
		by: '<size>',
		needs: '0',
		words: ['kb', 'mb', 'gb', 'tb', 'ib', 'byte', 'octet'],
		same: ['heap is 12.4 MB', 'heap is 900 kb'],
		different: ['heap is 2', 'heap is 3'],
	},
];
