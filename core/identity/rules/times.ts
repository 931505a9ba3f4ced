/** Noise: times of day, dates, time zones and durations, in the languages of tools and pages. */
import type { NoiseRule } from './rule';
import { LETTER, MONTHS, startOf, UNITS_OF_TIME, WEEKDAYS, ZONES } from './wordsOfTime';

/** Applied in this order. */
export const TIMES: NoiseRule[] = [
	{
		what: 'dates that begin with the year, with or without a time',
		pattern:
			/(?<!\d)\d{4}-\d{2}-\d{2}(?:[T _-]\d{2}[:-]\d{2}(?:[:-]\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})(?!\w))?)?(?!\d)/g,
		by: '<time>',
		needs: '-0',
		words: ['0-0'],
		same: ['opened at 2025-03-01T10:11:12.345Z', 'opened at 2025-04-15 09:00:02+02:00'],
		different: ['no item 12-34-56', 'no item 12-34-57'],
	},
	{
		what: 'dates with slashes that begin with the year',
		pattern: /(?<![\d/.])\d{4}[/.]\d{1,2}[/.]\d{1,2}\.?(?![\d/.]*\d)/g,
		by: '<time>',
		needs: '0',
		words: ['0/0', '0.0'],
		same: ['valid to 2025/03/01', 'valid to 2025.4.15'],
		different: ['needs release 12.4.15', 'needs release 12.4.16'],
	},
	{
		what: 'dates in names',
		pattern: /(?<!\d)(?:19|20)\d{2}_\d{2}_\d{2}(?:[_T-]\d{1,6}){0,3}(?!\d)/g,
		by: '<time>',
		needs: '_0',
		words: ['0_0'],
		same: ['export_2025_03_01_0915 is empty', 'export_2025_04_11_2203 is empty'],
		different: ['export_1_2_3 is empty', 'export_1_2_4 is empty'],
	},
	{
		what: 'dates with slashes',
		pattern: /(?<![\d/])\d{1,2}\/\d{1,2}\/\d{2,4}(?![\d/])/g,
		by: '<time>',
		needs: '/0',
		words: ['0/0'],
		same: ['delivery on 03/15/2025', 'delivery on 4/2/2025'],
		different: ['only 3/5 are met', 'only 4/5 are met'],
	},
	{
		what: 'dates with dots',
		pattern: /(?<![\d.])\d{1,2}\. ?\d{1,2}\. ?\d{4}(?![\d.]*\d)/g,
		by: '<time>',
		needs: '.0',
		words: ['0.0', '0. 0'],
		same: ['Lieferung am 15.03.2025', 'Lieferung am 2. 4. 2025'],
		different: ['needs 12.4.15', 'needs 12.4.16'],
	},
	{
		what: 'dates of China, Japan and Korea',
		pattern: /(?:\d{2,4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日号일]/g,
		by: '<time>',
		needs: '0é',
		same: ['期望 "2025年3月15日" 为空', '期望 "4月2日" 为空'],
		different: ['期望 3 为空', '期望 4 为空'],
	},
	{
		what: 'dates whose day comes before the name of the month',
		pattern: new RegExp(
			`(?<![${LETTER}\\d.])\\d{1,2}(?:st|nd|rd|th|\\.|º|er)?[ /-](?:de |of )?(?=${startOf(MONTHS)})([${LETTER}]{3,12})\\.?` +
				`(?:[ ,/-]{1,2}(?:de )?(?:\\d{4}|\\d{2}(?![:\\d])))?(?![${LETTER}\\d])`,
			'gi',
		),
		by: (whole, month) => (MONTHS.has(month.toLowerCase()) ? '<time>' : whole),
		needs: '0',
		same: ['seit 31. Dez. 2024', 'seit 2 de enero de 2025'],
		different: ['expected 3 items', 'expected 4 items'],
	},
	{
		// The name is replaced by the rule after the next one.
		what: 'dates whose day comes after the name of the month',
		pattern: new RegExp(
			`(?=\\d)(?<=(?<![${LETTER}\\d])(?=${startOf(MONTHS)})([${LETTER}]{3,10})\\.? )` +
				`(?:\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{4})(?![${LETTER}\\d.:])`,
			'gi',
		),
		by: (whole, month) => (isMonth(month) ? '<time>' : whole),
		needs: '0',
		words: [' 0'],
		same: ['due Mar 3, 2025', 'due Mar 17'],
		different: ['due item 3', 'due item 17'],
	},
	{
		what: 'times of day with dots',
		pattern: /(?<![\d.])\d{1,2}\.\d{2}\.\d{2}(?:\.\d{1,9})?(?=\s?[AaPp][Mm]\b)/g,
		by: '<time>',
		needs: '.0',
		words: ['0.0'],
		same: ['unexpected 08.12.34.560000 AM', 'unexpected 09.40.01.120000 AM'],
		different: ['unexpected 8.12.34', 'unexpected 9.40.01'],
	},
	{
		what: 'times of day',
		pattern:
			/(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,:]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})(?!\w))?(?![\d:])/g,
		by: '<time>',
		needs: ':0',
		words: ['0:0'],
		same: ['closed at 23:01', 'closed at 9:15:02.123'],
		different: ['ratio 16:9:4:1', 'ratio 16:9:4:3'],
	},
	{
		what: 'morning or afternoon',
		pattern: /<time>\s?(?:[ap]\.?m\b\.?|Uhr\b)/gi,
		by: '<time>',
		needs: '<',
		words: ['<time>'],
		same: ['closed at 9:15 AM', 'closed at 9:15 Uhr'],
		different: ['closed at 9:15 by pm 1', 'closed at 9:15 by pm 2'],
	},
	{
		// The number stays in place of a duration, with its unit in brackets, so that the rules for limits find it.
		what: 'the limit that a duration is compared with',
		pattern:
			/((?: [<>≤≥]=?|[)\]][<>]=?|\b(?:less|greater|lower|higher) than(?: or equal to)?|\b(?:below|above)) ?)(\d+(?:\.\d+)?) ?(ms|milliseconds?|s|secs?|seconds?|min|minutes?|[uµμ]s|ns)\b/g,
		by: '$1$2<$3>',
		needs: '0',
		words: [' >', ' <', ' ≥', ' ≤', ')<', ')>', ']<', ']>', ' than', 'below', 'above'],
		same: ['took 812 ms > 600 ms', 'took 812 ms > 600ms'],
		different: ['took 812 ms > 600 ms', 'took 812 ms > 700 ms'],
	},
	{
		what: 'durations in several units',
		pattern: /(?<![\w.])(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?\d+(?:\.\d+)?s(?!\w)/g,
		by: '<time>',
		needs: '0',
		words: ['0s'],
		same: ['stuck for 1h5m3s', 'stuck for 45s'],
		different: ['sizes 3xl', 'sizes 4xl'],
	},
	{
		what: 'durations',
		pattern: new RegExp(
			`(?<![\\w.]|\\d,)\\d+(?:[.,]\\d+)*\\s?(?=${startOf(UNITS_OF_TIME)})([${LETTER}]+)(?:\\(s\\))?(?![${LETTER}\\d(])`,
			'gi',
		),
		by: (whole, unit) => (isUnitOfTime(unit) ? '<time>' : whole),
		needs: '0',
		words: ['0 ', '0é', '0m', '0s', '0h', '0u', '0n', '0o', '0t', '0g', '0d'],
		same: ['no answer within 5 seconds', 'no answer within 30 Sekunden'],
		different: ['no answer within 5 tries of all', 'no answer within 5 pages of all'],
	},
	{
		what: 'durations of China, Japan and Korea',
		pattern: /(?<![\d.])\d+(?:\.\d+)?\s?(?:毫秒|ミリ秒|秒钟|秒|分钟|分間|小时|時間|밀리초|초|시간)/g,
		by: '<time>',
		needs: '0é',
		same: ['5秒以内に見つかりません', '30秒以内に見つかりません'],
		different: ['5件見つかりません', '30件見つかりません'],
	},
	{
		what: 'durations of programs for other programs',
		pattern: /(?<![\w.])P(?:\d+D)?T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?(?!\w)/g,
		by: '<time>',
		needs: '0',
		words: ['T0'],
		same: ['no answer within PT1M30S', 'no answer within PT10S'],
		different: ['no answer of PTA', 'no answer of PTB'],
	},
	{
		what: 'weekdays and months before a time',
		pattern: /^[^]*<time>[^]*$/g,
		by: withoutDaysAndMonths,
		needs: '<',
		words: ['<time>'],
		same: ['token expired at Sat, 01 Mar 2025', 'token expired at Tue, Apr 15'],
		different: ['token expired after 01 Mar 2025', 'token expired before 01 Mar 2025'],
	},
	{
		what: 'several times in a row',
		pattern: /<time>(?:,?\s?(?:(?:at|um|a las|à|klo|kl\.|o) )?<time>)+/g,
		by: '<time>',
		needs: '<',
		words: ['<time>'],
		same: ['since Mar 3, 2025 at 10:00', 'since 2025-03-04, 10:00'],
		different: ['from 10:00 to 11:00', 'from 10:00'],
	},
	{
		what: 'zones after a time, the clock of a process, and a year at the end',
		pattern: new RegExp(
			`<time>(?=\\s?[A-Z+[(m-])(?:\\s?([A-Z]{1,5})(?![A-Za-z]))?(?: ?[+-]\\d{1,2}:?\\d{0,2}(?!\\d))?(?: ?([A-Z]{2,5})(?![A-Za-z]))?` +
				`(?: \\([${LETTER} .'-]{3,50}\\)| ?\\[[A-Za-z]{1,20}\\/[A-Za-z_/]{1,30}\\])?(?: m=[+-]\\d+\\.\\d+)?(?:(?<=[A-Z]) (?:19|20)\\d{2}(?!\\d))?`,
			'g',
		),
		by: (whole, one, other) => ([one, other].every(isZone) ? '<time>' : whole),
		needs: '<',
		words: ['<time>'],
		same: [
			'at 10:11:12 GMT+0100 (Central European Standard Time)',
			'at 2025-04-15 09:00:02.1 +0200 CEST m=+0.5',
		],
		different: ['10:11:12 OK', '10:11:12 NOK'],
	},
	{
		what: 'how long ago something was',
		pattern: /(?<![\w.])\d+ (?:day|week|month|year)s? (ago|left|old)\b/g,
		by: '<time> $1',
		needs: '0',
		words: ['ago', 'left', 'old'],
		same: ['has expired 3 days ago', 'has expired 11 days ago'],
		different: ['is open 3 days a week', 'is open 5 days a week'],
	},
	{
		what: 'time-outs without a unit',
		pattern: /(\btime(?:d )?-?out\w*(?: of| after|["']?[:=]|)? ?["'`(]?)\d+(?:\.\d+)?/gi,
		by: '$1<time>',
		needs: '0',
		words: ['time'],
		same: ['cart failed: timeout 8000 exceeded', 'cart failed: timeout 2500 exceeded'],
		different: ['no exit 1', 'no exit 2'],
	},
	{
		what: 'time-outs that say how long it was at the end',
		pattern:
			/(\btim(?:ed? ?-?out|ing out)\b[^\d\n]{0,80}(?:[:=]|\b(?:after|of|within|in|for)) ?)\d+(?:\.\d+)?(?=$|[\s),;]*$)/gi,
		by: '$1<time>',
		needs: '0',
		words: ['time', 'timing'],
		same: [
			'Timed out receiving message from renderer: 28.751',
			'Timed out receiving message from renderer: 600.000',
		],
		different: ['Timed out waiting for #step-1', 'Timed out waiting for #step-2'],
	},
	{
		what: 'what a clock measured, without a unit',
		pattern:
			/(\b(?:took|elapsed|duration|lasted|waited(?: for)?|(?:run|response|execution|load|elapsed) ?time|time (?:taken|elapsed))(?:_ms|_s| \(?(?:in )?(?:ms|milliseconds|s|seconds)\)?)?(?: was| of| is)?["']?[:=]? ?\(?)\d+(?:\.\d+)?(?=$|[),;.]|\s(?:of|out|but|and|which|>|<|is|was|exceed))/gi,
		by: '$1<time>',
		needs: '0',
		words: ['took', 'elapsed', 'duration', 'lasted', 'waited', 'time'],
		same: ['step took 12.4 of 10 allowed', 'step took 13.9 of 10 allowed'],
		different: ['step took 12 items', 'step took 13 items'],
	},
];

/** In lower case, some of these are ordinary words. */
function isMonth(word: string): boolean {
	const lower = word.toLowerCase();
	return MONTHS.has(lower) && (word !== lower || lower.length > 3);
}

const LAST_WORD = new RegExp(`(?<![${LETTER}])([${LETTER}]{2,12})[.,]*\\s$`);
const LONGEST = 16;

function withoutDaysAndMonths(text: string): string {
	const parts = text.split('<time>');
	for (let index = 0; index < parts.length - 1; index++) parts[index] = withoutDayAndMonth(parts[index]!);
	return parts.join('<time>');
}

/** What precedes a time, without the names of days and months at its end. */
function withoutDayAndMonth(before: string): string {
	if (!before.endsWith(' ')) return before;
	const from = Math.max(0, before.length - LONGEST);
	const found = LAST_WORD.exec(before.slice(from));
	if (found === null || !isDayOrMonth(found[1]!)) return before;
	return withoutDayAndMonth(before.slice(0, from + found.index));
}

function isDayOrMonth(word: string): boolean {
	return WEEKDAYS.has(word.toLowerCase()) || isMonth(word);
}

function isUnitOfTime(unit: string): boolean {
	// `5M` means millions, `5m` minutes.
	if (unit.length === 1) return 'smhµμ'.includes(unit);
	return UNITS_OF_TIME.has(unit.toLowerCase());
}

function isZone(zone: string | undefined): boolean {
	return zone === undefined || ZONES.has(zone.toLowerCase());
}
