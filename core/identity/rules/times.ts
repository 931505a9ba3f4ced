/** Noise: times of day, dates, zones and durations, in the languages in which tools and pages write them. */
import type { NoiseRule } from './rule';

const MONTHS = wordsOf(
	'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december',
	'januar jänner februar märz mär mai juni juli okt oktober dez dezember', // German
	'janv janvier févr février fév mars avr avril juin juil juillet août septembre octobre novembre déc décembre', // French
	'ene enero febrero marzo abr abril mayo junio julio ago agosto septiembre setiembre octubre noviembre dic diciembre', // Spanish
	'gen gennaio febbraio mag maggio giu giugno lug luglio settembre ott ottobre dicembre', // Italian
	'janeiro fev fevereiro março maio junho julho set setembro out outubro novembro dezembro', // Portuguese
	'januari februari maart mrt mei augustus augusti maj marts', // Dutch, Swedish, Danish
	'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta', // Finnish
	'sty stycznia lut lutego marca kwi kwietnia maja cze czerwca lip lipca sie sierpnia wrz września paź października lis listopada gru grudnia', // Polish
	'ledna února března dubna května června července srpna září října listopadu prosince', // Czech
	'янв января фев февраля мар марта апр апреля мая июн июня июл июля авг августа сен сентября окт октября ноя ноября дек декабря', // Russian
	'oca ocak şub şubat mart nis nisan mayıs haz haziran tem temmuz ağu ağustos eyl eylül eki ekim kas kasım ara aralık', // Turkish
);

const WEEKDAYS = wordsOf(
	'mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday',
	'mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag',
	'lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche',
	'lunes martes mié miércoles jue jueves vie viernes sáb sábado dom domingo',
	'lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta',
	'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag',
	'poniedziałek wtorek środa czwartek piątek sobota niedziela пн вт ср чт пт сб вс',
);

const ZONES = wordsOf(
	'z utc gmt wet west cet cest met mest mez mesz eet eest msk bst ist sast eat wat cat trt gst pkt npt ict wib sgt hkt pht jst kst',
	'awst acst acdt aest aedt nzst nzdt est edt cst cdt mst mdt pst pdt akst akdt hst ast adt nst ndt brt brst art clt clst cot pet uyt idt',
);

/** With a number in front, how long something took; without one they are words like others. */
const UNITS_OF_TIME = wordsOf(
	'ms msec msecs millis millisecond milliseconds s sec secs second seconds min mins minute minutes h hr hrs hour hours us µs μs ns',
	'microsecond microseconds nanosecond nanoseconds',
	'millisekunde millisekunden sek sekunde sekunden minuten std stunde stunden',
	'milliseconde millisecondes seconde secondes heure heures milisegundo milisegundos segundo segundos seg minuto minutos hora horas',
	'millisecondi secondi secondo minuti ore milissegundos milliseconden seconden uur sekund sekunder minuter minutter timmar timer',
	'sekundy sekunda minut minuty godzin godziny sekunti sekuntia minuuttia dakika saniye sn dk',
	'мс сек секунд секунды секунда секунду мин минут минуты минуту час часа часов',
);

/** In the order in which they apply. */
export const TIMES: NoiseRule[] = [
	{
		what: 'dates that begin with the year, with or without a time',
		pattern:
			/(?<!\d)\d{4}-\d{2}-\d{2}(?:[T _-]\d{2}[:-]\d{2}(?:[:-]\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})(?!\w))?)?(?!\d)/g,
		by: '<time>',
		needs: '-0',
		same: ['opened at 2025-03-01T10:11:12.345Z', 'opened at 2025-04-15 09:00:02+02:00'],
		different: ['no item 12-34-56', 'no item 12-34-57'],
	},
	{
		what: 'dates with slashes that begin with the year',
		pattern: /(?<![\d/.])\d{4}[/.]\d{1,2}[/.]\d{1,2}\.?(?![\d/.]*\d)/g,
		by: '<time>',
		needs: '0',
		same: ['valid to 2025/03/01', 'valid to 2025.4.15'],
		different: ['needs release 12.4.15', 'needs release 12.4.16'],
	},
	{
		what: 'dates in names',
		pattern: /(?<!\d)(?:19|20)\d{2}_\d{2}_\d{2}(?:[_T-]\d{1,6}){0,3}(?!\d)/g,
		by: '<time>',
		needs: '_0',
		same: ['export_2025_03_01_0915 is empty', 'export_2025_04_11_2203 is empty'],
		different: ['export_1_2_3 is empty', 'export_1_2_4 is empty'],
	},
	{
		what: 'dates with slashes',
		pattern: /(?<![\d/])\d{1,2}\/\d{1,2}\/\d{2,4}(?![\d/])/g,
		by: '<time>',
		needs: '/0',
		same: ['delivery on 03/15/2025', 'delivery on 4/2/2025'],
		different: ['only 3/5 are met', 'only 4/5 are met'],
	},
	{
		what: 'dates with dots',
		pattern: /(?<![\d.])\d{1,2}\. ?\d{1,2}\. ?\d{4}(?![\d.]*\d)/g,
		by: '<time>',
		needs: '.0',
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
		pattern:
			/(?<![\p{L}\d.])\d{1,2}(?:st|nd|rd|th|\.|º|er)?(?:[ /-](?:de |of )?)(\p{L}{3,12})\.?(?:(?:[ ,/-]{1,2})(?:de )?(?:\d{4}|\d{2}(?![:\d])))?(?![\p{L}\d])/gu,
		by: (whole, month) => (MONTHS.has(month.toLowerCase()) ? '<time>' : whole),
		needs: '0',
		same: ['seit 31. Dez. 2024', 'seit 2 de enero de 2025'],
		different: ['expected 3 items', 'expected 4 items'],
	},
	{
		what: 'dates whose day comes after the name of the month',
		pattern: /(?<!\p{L})(\p{L}{3,10})\.? (?:\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{4})(?![\p{L}\d.:])/gu,
		by: (whole, month) =>
			MONTHS.has(month.toLowerCase()) && !/^(?:may|mar|set|out|ara|lis|do) \d{1,2}$/.test(whole)
				? '<time>'
				: whole,
		needs: '0',
		same: ['due Mar 3, 2025', 'due April 17'],
		different: ['due item 3', 'due item 17'],
	},
	{
		what: 'times of day with dots',
		pattern: /(?<![\d.])\d{1,2}\.\d{2}\.\d{2}(?:\.\d{1,9})?(?=\s?[AaPp][Mm]\b)/g,
		by: '<time>',
		needs: '.0',
		same: ['unexpected 08.12.34.560000 AM', 'unexpected 09.40.01.120000 AM'],
		different: ['unexpected 8.12.34', 'unexpected 9.40.01'],
	},
	{
		what: 'times of day',
		pattern:
			/(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,:]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})(?!\w))?(?![\d:])/g,
		by: '<time>',
		needs: ':0',
		same: ['closed at 23:01', 'closed at 9:15:02.123'],
		different: ['ratio 16:9:4:1', 'ratio 16:9:4:3'],
	},
	{
		what: 'morning or afternoon',
		pattern: /<time>\s?(?:[ap]\.?m\b\.?|Uhr\b)/gi,
		by: '<time>',
		needs: '<',
		same: ['closed at 9:15 AM', 'closed at 9:15 Uhr'],
		different: ['closed at 9:15 by pm 1', 'closed at 9:15 by pm 2'],
	},
	{
		what: 'durations in several units',
		pattern: /(?<![\w.])(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?\d+(?:\.\d+)?s(?!\w)/g,
		by: '<time>',
		needs: '0',
		same: ['stuck for 1h5m3s', 'stuck for 45s'],
		different: ['sizes 3xl', 'sizes 4xl'],
	},
	{
		what: 'durations',
		pattern: /(?<![\w.])\d+(?:[.,]\d+)*\s?([\p{L}µμ]+)(?:\(s\))?(?![\p{L}\d(])/gu,
		by: (whole, unit) => (isUnitOfTime(whole, unit) ? '<time>' : whole),
		needs: '0',
		same: ['no answer within 5 seconds', 'no answer within 30 Sekunden'],
		different: ['no answer within 5 tries of all', 'no answer within 5 pages of all'],
	},
	{
		what: 'durations of China, Japan and Korea',
		pattern: /\d+(?:\.\d+)?\s?(?:毫秒|ミリ秒|秒钟|秒|分钟|分間|小时|時間|밀리초|초|시간)/g,
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
		same: ['no answer within PT1M30S', 'no answer within PT10S'],
		different: ['no answer of PTA', 'no answer of PTB'],
	},
	{
		what: 'weekdays before a time',
		pattern: /(?<!\p{L})(\p{L}{2,12})[.,]*\s<time>/gu,
		by: (whole, day) => (WEEKDAYS.has(day.toLowerCase()) ? '<time>' : whole),
		needs: '<',
		same: ['token expired at Sat, 01 Mar 2025', 'token expired at Tue, 15 Apr 2025'],
		different: ['token expired after 01 Mar 2025', 'token expired before 01 Mar 2025'],
	},
	{
		what: 'several times in a row',
		pattern: /<time>(?:,?\s?(?:(?:at|um|a las|à|klo|kl\.|o) )?<time>)+/g,
		by: '<time>',
		needs: '<',
		same: ['since Mar 3, 2025 at 10:00', 'since 2025-03-04, 10:00'],
		different: ['from 10:00 to 11:00', 'from 10:00'],
	},
	{
		what: 'zones after a time',
		pattern:
			/<time>(?:\s?([A-Z]{1,5})(?![A-Za-z]))?(?:[+-]\d{1,2}:?\d{0,2}(?!\d)| [+-]\d{2}:?\d{2}(?!\d))?(?: \([\p{L} .'-]{3,50}\)| ?\[[A-Za-z]{1,20}\/[A-Za-z_/]{1,30}\])?/gu,
		by: withoutZone,
		needs: '<',
		same: [
			'token expired at 10:11:12 GMT+0100 (Central European Standard Time)',
			'token expired at 10:11:12 CEST',
		],
		different: ['10:11:12 OK', '10:11:12 NOK'],
	},
	{
		what: 'zones that are written as both, the clock of a process, and a year at the end',
		pattern:
			/<time>(?: ?([A-Z]{2,5}(?![A-Za-z])|[+-]\d{2,4}(?!\d)))?(?: m=[+-]\d+\.\d+)?(?:(?<=[A-Z>]) (?:19|20)\d{2}(?!\d))?/g,
		by: withoutZone,
		needs: '<',
		same: ['at 2025-03-01 10:11:12.345 +0100 CET m=+0.012', 'at 2025-04-15 09:00:02.1 +0200 CEST m=+0.5'],
		different: ['at 10:11:12 OK', 'at 10:11:12 NOK'],
	},
	{
		what: 'how long ago something was',
		pattern: /(?<![\w.])\d+ (?:day|week|month|year)s? (ago|left|old)\b/g,
		by: '<time> $1',
		needs: '0',
		same: ['has expired 3 days ago', 'has expired 11 days ago'],
		different: ['is open 3 days a week', 'is open 5 days a week'],
	},
	{
		what: 'time-outs without a unit',
		pattern: /(\btime(?:d )?-?out\w*(?: of| after|["']?[:=]|)? ?["'`(]?)\d+(?:\.\d+)?/gi,
		by: '$1<time>',
		needs: '0',
		same: ['cart failed: timeout 8000 exceeded', 'cart failed: timeout 2500 exceeded'],
		different: ['no exit 1', 'no exit 2'],
	},
	{
		what: 'time-outs that say how long it was at the end',
		pattern:
			/(\btim(?:ed? ?-?out|ing out)\b[^\d\n]{0,80}(?:[:=]|\b(?:after|of|within|in|for)) ?)\d+(?:\.\d+)?(?=$|[\s),;]*$)/gi,
		by: '$1<time>',
		needs: '0',
		same: [
			'Timed out receiving message from renderer: 28.751',
			'Timed out receiving message from renderer: 600.000',
		],
		different: ['Timed out waiting for #step-1', 'Timed out waiting for #step-2'],
	},
	{
		what: 'what a clock measured, without a unit',
		pattern:
			/(\b(?:took|elapsed|duration|lasted|waited(?: for)?|(?:run|response|execution|load|elapsed) ?time|time (?:taken|elapsed))(?: was| of| is)?["']?[:=]? ?\(?)\d+(?:\.\d+)?(?=$|[),;.]|\s(?:of|out|but|and|which|>|<|is|was|exceed))/gi,
		by: '$1<time>',
		needs: '0',
		same: ['step took 12.4 of 10 allowed', 'step took 13.9 of 10 allowed'],
		different: ['step took 12 items', 'step took 13 items'],
	},
];

function isUnitOfTime(duration: string, unit: string): boolean {
	// Millions are written as `5M`, minutes as `5m`.
	if (unit.length === 1 && unit !== unit.toLowerCase()) return false;
	return UNITS_OF_TIME.has(unit.toLowerCase()) || (unit === 'm' && !/\s/.test(duration));
}

function withoutZone(whole: string, zone: string | undefined): string {
	if (zone === undefined || /^[+-]/.test(zone) || ZONES.has(zone.toLowerCase())) return '<time>';
	return whole;
}

function wordsOf(...lists: string[]): Set<string> {
	return new Set(lists.flatMap((list) => list.split(' ')));
}
