/** Noise: things that are counted up, and counts that differ on each run. For lines whose tokens are replaced already. */
import type { NoiseRule } from './rule';

/** Nouns whose number names one thing of this run. */
const NUMBERED_THINGS = (
	'order user customer account invoice ticket record transaction payment product patient appointment booking ' +
	'reservation pid process thread worker shard attempt retry run build job pipeline session iteration seed ' +
	'line column col position offset port id goroutine fiber task request connection socket fd'
).split(' ');

/** Prefixes of codes that are counted up, as against error codes. */
const COUNTED_CODES = 'INV ORD ORDER TICKET CUST USR USER TXN REF PO SO SKU TR RUN TEST'.split(' ');

/** In the order in which they apply. */
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
		words: COUNTED_CODES,
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
		// A year is none of these.
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
			/(\b(?:after|in|shrunk|retried|retrying|tried|polled|checked) )\d+ ((?:passed |more |failed )?(?:tests?|checks?|polls?|examples?|runs?|iterations?|samples?|rounds?|cycles?|loops?|shrinks?|times?|time\(s\)|time|generations?))\b/gi,
		by: '$1<n> $2',
		needs: '0',
		words: ['after ', 'in ', 'shrunk', 'retried', 'retrying', 'tried', 'polled', 'checked'],
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
		words: ['%', 'percent'],
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
		words: [
			'kb',
			'mb',
			'gb',
			'tb',
			'ib',
			'byte',
			'octet',
			' b',
			'0b',
			'1b',
			'2b',
			'3b',
			'4b',
			'5b',
			'6b',
			'7b',
			'8b',
			'9b',
		],
		same: ['heap is 12.4 MB', 'heap is 900 kb'],
		different: ['heap is 2', 'heap is 3'],
	},
];
