/** Words for dates, time zones and durations in the languages of tools and pages; in lower case. */

/** Letters of any language, for a character class. */
export const LETTER = 'A-Za-z\\u00aa-\\uffff';

/** Names of months and their short forms, as in dates. */
export const MONTHS = wordsOf(
	'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december',
	'januar jänner februar märz mär mai juni juli okt oktober dez dezember', // German
	'janv janvier févr février fév mars avr avril juin juil juillet août septembre octobre novembre déc décembre', // French
	'ene enero febrero marzo abr abril mayo junio julio ago agosto septiembre setiembre octubre noviembre dic diciembre', // Spanish
	'gen gennaio febbraio mag maggio giu giugno lug luglio settembre ott ottobre dicembre', // Italian
	'janeiro fev fevereiro março maio junho julho setembro outubro novembro dezembro', // Portuguese
	'januari februari maart mrt mei augustus augusti maj marts', // Dutch, Swedish, Danish
	'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta', // Finnish
	'sty stycznia lut lutego marca kwi kwietnia maja cze czerwca lip lipca sie sierpnia wrz września paź października lis listopada gru grudnia', // Polish
	'ledna února března dubna května června července srpna září října listopadu prosince', // Czech
	'янв января фев февраля мар марта апр апреля мая июн июня июл июля авг августа сен сентября окт октября ноя ноября дек декабря', // Russian
	'oca ocak şub şubat mart nis nisan mayıs haz haziran tem temmuz ağu ağustos eyl eylül eki ekim kas kasım aralık', // Turkish
);

/** Names of weekdays and their short forms. */
export const WEEKDAYS = wordsOf(
	'mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday',
	'mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag',
	'lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche',
	'lunes martes mié miércoles jue jueves vie viernes sáb sábado dom domingo',
	'lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta',
	'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag',
	'poniedziałek wtorek środa czwartek piątek sobota niedziela пн вт ср чт пт сб вс',
);

/** Short names of time zones. */
export const ZONES = wordsOf(
	'z utc gmt wet west cet cest met mest mez mesz eet eest msk bst ist sast eat wat cat trt gst pkt npt ict wib sgt hkt pht jst kst',
	'awst acst acdt aest aedt nzst nzdt est edt cst cdt mst mdt pst pdt akst akdt hst ast adt nst ndt brt brst art clt clst cot pet uyt idt',
);

/** Units of durations. Without a number before them they are ordinary words. */
export const UNITS_OF_TIME = wordsOf(
	'ms msec msecs millis millisecond milliseconds s sec secs second seconds min mins minute minutes h hr hrs hour hours us µs μs ns',
	'microsecond microseconds nanosecond nanoseconds',
	'millisekunde millisekunden sek sekunde sekunden minuten std stunde stunden',
	'milliseconde millisecondes seconde secondes heure heures milisegundo milisegundos segundo segundos seg minuto minutos hora horas',
	'millisecondi secondi secondo minuti ore milissegundos milliseconden seconden uur sekund sekunder minuter minutter timmar timer',
	'sekundy sekunda minut minuty godzin godziny sekunti sekuntia minuuttia dakika saniye sn dk',
	'мс сек секунд секунды секунда секунду мин минут минуты минуту час часа часов',
);

/** A pattern for the beginnings of these words: it excludes most other words without a look at the list. */
export function startOf(words: Set<string>): string {
	const seconds = new Map<string, Set<string>>();
	for (const word of words) {
		const known = seconds.get(word[0]!) ?? new Set();
		seconds.set(word[0]!, known.add(word[1] ?? ''));
	}
	const starts = [...seconds].map(([first, next]) => {
		const letters = [...next].join('');
		return next.has('') ? `${first}(?:[${letters}]|(?![${LETTER}]))` : `${first}[${letters}]`;
	});
	return `(?:${starts.join('|')})`;
}

function wordsOf(...lists: string[]): Set<string> {
	return new Set(lists.flatMap((list) => list.split(' ')));
}
