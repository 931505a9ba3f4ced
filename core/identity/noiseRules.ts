/**
 * What changes from run to run in error texts, as patterns and what stands in their place.
 * None takes more than a few steps per character of a line: where a match can begin at each of many characters, or end
 * there, it looks no further than the next few. `(?!\d)` behind digits keeps them whole.
 */

/**
 * A pattern with the g flag, and its replacement. `needs` is a text or a simpler pattern without which nothing can
 * match: most lines lack it, and looking for it takes a fraction of the time.
 */
export type NoiseRule = [
	pattern: RegExp,
	replacement: string | ((...match: string[]) => string),
	needs?: string | RegExp,
];

const DIGIT = /\d/;

/** Ports that name a service: chosen by people, so they stay, unlike those of test servers. */
const SERVICE_PORTS = '1433|1521|2181|3306|5432|5672|6379|9092|9200|11211|15672|27017';

const PREVIEW_DOMAINS =
	'vercel\\.app|netlify\\.app|pages\\.dev|onrender\\.com|herokuapp\\.com|azurestaticapps\\.net|ngrok\\.io|' +
	'ngrok-free\\.app|trycloudflare\\.com|loca\\.lt|up\\.railway\\.app|fly\\.dev|amplifyapp\\.com';

const SOURCE_FILE =
	'[cm]?[jt]sx?|py|rb|java|kt|cs|go|php|feature|vue|svelte|html|scala|rs|swift|robot|groovy|cpp|json|ya?ml';

const MONTH =
	'(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|' +
	'Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const YEAR = '(?:,? \\d{4})?';
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?';
const ZONE = '(?:\\s?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})(?!\\w))?';

const DURATION_UNIT =
	'(?:[mh]|\\s?(?:ms|msecs?|milliseconds?|[µμ]s|us|ns|s|secs?|seconds?|second\\(s\\)|mins?|minutes?|hrs?|hours?))';

const NUMBER = '-?\\d+(?:[.,]\\d+)*';

/** Nouns whose number names one thing of this run. */
const NUMBERED_THINGS =
	'order|user|customer|account|invoice|ticket|record|transaction|payment|product|patient|appointment|booking|' +
	'reservation|pid|process|thread|worker|shard|attempt|retry|run|build|job|pipeline|session|iteration|seed|' +
	'line|column|col|position|offset|port|id';

/** Prefixes of codes that are counted up, as against error codes. */
const COUNTED_CODES = 'INV|ORD|ORDER|TICKET|CUST|USR|USER|TXN|REF|PO|SO|SKU|TR|RUN|TEST';

/** Prefixes of ids that common APIs hand out. */
const ID_PREFIXES =
	'cus|pi|ch|sub|tok|req|evt|acct|sess|cs|seti|pm|src|card|txn|usr|org|run|key|sk|pk|msg|thread|asst|call|chatcmpl|resp';

/** Ids that a pattern of their own gives away; the rest is found by looking at each token. */
const IDS: NoiseRule[] = [
	[/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi, '<id>', '-'],
	// JSON web tokens
	[/(?<!\w)eyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g, '<id>', 'eyJ'],
	// Memory addresses; Windows status codes look like them, but name the problem.
	[/0x(?![8c]0[0-9a-f]{6}(?![0-9a-f]))[0-9a-f]{5,}/gi, '<id>', DIGIT],
	// Random ids of 20 characters or more: all kinds of characters, and nothing as long as a word
	[
		/(?<![\w-])(?=[\w-]{20})(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?![\w-]*[a-z]{5})[\w-]+/g,
		'<id>',
		/(?<![\w-])[\w-]{20}/,
	],
	// Ids of WebDriver, React and Ember
	[/(?<!\w)f\.[0-9A-F]{32}\.d\.[0-9A-F]{32}\.e\.\d+/g, '<id>', 'f.'],
	[/[:«]r(?:[a-z]|[a-z]{0,3}\d[0-9a-z]{0,3})[:»]/g, '<id>'],
	[/\bember\d+/g, 'ember<id>', 'ember'],
	[
		new RegExp(`(?<![A-Za-z0-9])(${ID_PREFIXES})([_-])(?=[A-Za-z]{0,99}\\d)[A-Za-z0-9]{8,}`, 'g'),
		'$1$2<id>',
		DIGIT,
	],
];

/** A path on a drive of Windows, and what may follow it without a space. */
const WITH_DRIVE = /[A-Z]:\\[^\s"'`]*/gi;

/** A temporary folder with what is in it. */
const TEMPORARY_FOLDER = /\\(?:Temp|Tmp)\\+[^\s"'`)\]>,:;]*/i;

const EXTENSION = /^\.\w{1,7}(?!\w)/;

const PATHS: NoiseRule[] = [
	[/(?:\/private)?\/(?:tmp|var\/folders|var\/tmp)\/[^\s"'`)\]>,:;]*/gi, temporaryPath, '/'],
	[WITH_DRIVE, temporaryFolders, ':\\'],
	[
		/(?:file:\/\/)?\/(?:builds|__w|github\/workspace|var\/jenkins_home|var\/lib)\/[^\s"'`)\]>,:;]*/gi,
		lastSegment,
		'/',
	],
	// These can be routes of the tested site as well, so only what names a file is taken for a path.
	[
		/(?:file:\/\/)?(?<![\w.])\/(?:home|Users|root|opt|usr|mnt|workspaces?|runner|app|srv|data)\/[^\s"'`)\]>,:;]*/g,
		pathOfFile,
		'/',
	],
	[/(?<!\w)[A-Z]:\\[^\s"'`)\]>,:;]*/g, lastSegment, ':\\'],
	// Positions in files; they look like ports and times of day, so they go before those.
	[new RegExp(`(\\.(?:${SOURCE_FILE})):\\d+(?::\\d+)?`, 'g'), '$1:<line>', ':'],
	[/\(\d+:\d+\)/g, '(<line>)', '('],
];

const HOSTS: NoiseRule[] = [
	[
		new RegExp(`(?<![\\w-])[\\w-]+(?=\\.(?:${PREVIEW_DOMAINS})(?!\\w))`, 'gi'),
		'<host>',
		new RegExp(`\\.(?:${PREVIEW_DOMAINS})`, 'i'),
	],
	[
		new RegExp(
			'(localhost|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:]{2,40}\\]|::1?|\\.[a-z]{2,12}|//[\\w-]{1,60})' +
				`:(?!(?:${SERVICE_PORTS})(?!\\d))\\d{4,5}(?!\\d)`,
			'gi',
		),
		'$1:<port>',
		/:\d{4}/,
	],
	// Internal addresses and browser versions both have four parts.
	[/(?<![\w.])(?!(?:127\.0\.0\.1|0\.0\.0\.0)(?![\w.]))\d+(?:\.\d+){3}(?!\d)(?![\w.]*\w)/g, '<n.n.n.n>', '.'],
	[/(?<![\w.+-])[\w.+-]+@(?=[\w-]+\.)/g, (name) => (/\d/.test(name) ? '<id>@' : name), '@'],
];

/** Times of day, dates and durations. */
export const TIMES: NoiseRule[] = [
	[
		new RegExp(
			`(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?${ZONE})?(?!\\d)`,
			'g',
		),
		'<time>',
		'-',
	],
	[/(?<!\d)(?:19|20)\d{2}_\d{2}_\d{2}(?:_\d{1,6}){0,3}(?!\d)/g, '<time>', '_'],
	[/(?<![\d/])\d{1,4}\/\d{1,2}\/\d{2,4}(?![\d/])/g, '<time>', '/'],
	[/(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]*\d)/g, '<time>', '.'],
	[
		new RegExp(
			`(?:\\b${WEEKDAY},? )?\\b(?:${DAY} ${MONTH}${YEAR}|${MONTH} ${DAY}${YEAR}|${MONTH} \\d{4})\\b`,
			'g',
		),
		'<time>',
	],
	[new RegExp(`(?<![\\d:.])${CLOCK}(?:\\s?[AP]M\\b)?${ZONE}(?![\\d:])`, 'gi'), '<time>', ':'],
	[/(?<![\w.])(?:\d+h ?)?(?:\d+m ?)?\d+(?:\.\d+)?s(?!\w)/g, '<time>', 's'],
	[new RegExp(`(?<![\\w.])\\d+(?:[.,]\\d+)?${DURATION_UNIT}(?![\\w(])`, 'g'), '<time>'],
	[/<time>(?:,?\s(?:at )?<time>)+/g, '<time>', '<time>'],
	[/(?<![\w.])\d+ (?:day|week|month|year)s? ago\b/g, '<time> ago', ' ago'],
	[/(\btime(?:d )?-?out\w*(?: of| after|:|=)? ?)\d+(?:\.\d+)?/gi, '$1<time>'],
];

/** Things that are counted up; for a line whose generated tokens are already replaced. */
export const NUMBERED: NoiseRule[] = [
	[
		new RegExp(
			`(\\b(?:${NUMBERED_THINGS}))((?: (?:id|number|no\\.?|with id))?["'\\]]?\\s?[#:=]?\\s?["'(#]?)` +
				'\\d+(?::\\d+)?(?!\\d)(?![\\w.]*\\w)',
			'gi',
		),
		'$1$2<id>',
	],
	[/([a-z]Id|[a-z]ID|_id|-id)(["'\]]?\s?[:=]?\s?["'(]?)\d+(?!\w)/g, '$1$2<id>'],
	[new RegExp(`(?<![A-Za-z])(${COUNTED_CODES})-\\d[\\d-]*`, 'g'), '$1-<id>', '-'],
	[/(?<=[a-z] )#\d+/gi, '#<id>', '#'],
	// Names made unique by four digits, `user_4821`; a year is none of these.
	[/(?!19|20)\d{4}(?!\w)(?<=[a-z]{3}[_-]?\d{4})/g, '<id>'],
	[/(?<!\d|HTTP|step|page|tab|level|part)\/\d+(?=[/?#"'`\s)\]:,]|\.?$)/g, '/<id>', '/'],
	[/\b\d+ (attempts?|retries|tries|pixels|tokens)\b/g, '<n> $1'],
	[/(\bresolved to )\d+( elements)/g, '$1<n>$2', 'resolved to '],
	[/(\bratio )\d+(?:\.\d+)?/g, '$1<n>', 'ratio '],
	[/(\bpoint )\(-?[\d.]+, ?-?[\d.]+\)/g, '$1(<n>, <n>)', 'point ('],
	[/(?<![\w.])\d+(?:[.,]\d+)?\s?(?:[KMGT]i?B|kb|mb|gb|bytes?)(?!\w)/g, '<size>'],
];

/** Values that are measured, and so differ on each run although the limit they miss stays; applied last. */
export const MEASURED: NoiseRule[] = [
	[
		new RegExp(
			'(?<![A-Za-z])((?:score|similarity|confidence|probability|relevance|faithfulness|toxicity|latency|used|requested)' +
				`(?: (?:of|is|was))?[:=]? ?)${NUMBER}`,
			'gi',
		),
		'$1<n>',
	],
	[new RegExp(`(\\b(?:gave|rated|rating|grade)[:=]? ?)${NUMBER}(?= ?/)`, 'gi'), '$1<n>'],
	[
		new RegExp(`(?<![\\w.,])${NUMBER}(?= ?(?:/|out of|of) ?\\d+(?:\\.\\d+)? ?(?:points?|pts)\\b)`, 'g'),
		'<n>',
	],
	[
		new RegExp(
			`(\\bexpected )${NUMBER}(?= to be (?:below|above|less|greater|at most|at least|within|close|under|over))`,
			'gi',
		),
		'$1<n>',
	],
	[new RegExp(`(\\bassert )${NUMBER}(?= ?[<>])`, 'g'), '$1<n>', 'assert '],
	[/(?<![\w.])\d+\.\d+%/g, '<n>%', '%'],
	[/(?<![\w.,])\d{1,3}(?:,\d{3}){2,}(?![\w,])/g, '<id>', ','],
	[/(?<![\w.])\d{1,4}\.\d{4,}(?!\w)/g, '<n>', '.'],
];

/** Rules for a line as it is, in the order in which they apply; those on times and numbers follow. */
export const RULES_FOR_ANY_LINE = [...IDS, ...PATHS, ...HOSTS];

/** Keeps the name of a file in a temporary folder, unless the name was made up too. */
function temporaryPath(path: string): string {
	const name = path.split(/[\\/]+/).at(-1) ?? '';
	return /^[a-z][\w.-]*\.[a-z]\w{0,5}$/i.test(name) && !/^tmp/i.test(name) ? `<tmp>/${name}` : '<tmp>';
}

/** The text, which begins with a drive, with each path to something temporary replaced. */
function temporaryFolders(text: string): string {
	const folder = TEMPORARY_FOLDER.exec(text);
	if (folder === null) return text;
	const end = folder.index + folder[0].length;
	return temporaryPath(text.slice(0, end)) + text.slice(end).replace(WITH_DRIVE, temporaryFolders);
}

/** The path up to the last name with an extension, which is that of a file; a path without one is left as it is. */
function pathOfFile(text: string): string {
	for (let dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
		const [extension] = EXTENSION.exec(text.slice(dot, dot + 9)) ?? [];
		if (extension === undefined) continue;
		const end = dot + extension.length;
		return lastSegment(text.slice(0, end)) + text.slice(end);
	}
	return text;
}

function lastSegment(path: string): string {
	return `<path>/${path.split(/[\\/]+/).at(-1) ?? ''}`;
}
