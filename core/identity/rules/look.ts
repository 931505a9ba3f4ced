/**
 * What a text looks like, taken in once: which characters it has, and which pairs of neighbours. It tells at once what
 * the text cannot hold, which is most of what there are rules for.
 */

/** The characters that can be asked for. */
const ASKED_FOR = '/\\:-_.@$%,(#=<>[\'"|+{';
const DIGIT = 1;
const BEYOND_ASCII = 2;
const LONG_TOKEN = 4;
const LETTER = 8;
const CONTROL = 16;
const FIRST_OF_CHARACTERS = 5;

/** How many letters and digits in a row are many. */
const LONG = 7;

/** Pairs of neighbours fall into so many classes: a word of five letters is in a line without it one time in a thousand. */
const CLASSES = 256;

const BITS = bitsOfCharacters();

/** What a text looks like. One is used for one text after the other. */
export class Look {
	/** A bit for each character that can be asked for. */
	characters = 0;
	/** A one for each class of pairs, in upper or lower case alike. */
	readonly pairs = new Uint8Array(CLASSES);

	/** Takes in another text. */
	at(text: string): void {
		const { pairs } = this;
		pairs.fill(0);
		let characters = 0;
		// How many letters and digits there are in a row, and whether a digit is among them.
		let run = 0;
		let digits = 0;
		let before = 0;
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(index);
			const bits = code < 128 ? BITS[code]! : BEYOND_ASCII;
			characters |= bits;
			pairs[classOf(before, code)] = 1;
			before = code;
			if ((bits & LETTER) === 0) {
				run = 0;
				digits = 0;
				continue;
			}
			run++;
			digits |= bits & DIGIT;
			if (run >= LONG && digits !== 0) characters |= LONG_TOKEN;
		}
		this.characters = characters;
	}

	/** What stands in place of noise is there from now on. */
	addMarks(): void {
		this.characters |= MARK_CHARACTERS;
		for (const pair of MARK_PAIRS) this.pairs[pair] = 1;
	}
}

const MARKS = [
	'<id>',
	'<n>',
	'<n.n.n.n>',
	'<time>',
	'<size>',
	'<path>/',
	'<host>',
	':<port>',
	':<line>',
	'(<line>)',
];
const MARK_CHARACTERS = bitsOf('<>:/(.');
const MARK_PAIRS = MARKS.flatMap(pairsOf);

/** What a text has to have, in the form in which a look tells it. */
export interface Need {
	characters: number;
	/** Of each word its pairs; one of the words is needed, if there are any. */
	words: number[][] | null;
}

/**
 * What is needed: all of the characters (`0` for any digit, `*` for seven letters and digits or more in a row with a digit
 * among them, `é` for anything beyond ASCII), and one of the words.
 */
export function needOf(characters: string, words?: string[]): Need {
	return { characters: bitsOf(characters), words: words?.map(pairsOf) ?? null };
}

/** Whether a text of that look can hold one of the words. */
export function holdsOneOf({ pairs }: Look, { words }: Need): boolean {
	if (words === null) return true;
	for (const word of words) if (holdsAll(pairs, word)) return true;
	return false;
}

/** Whether a text is of ordinary characters of ASCII. */
export function isPlain(text: string): boolean {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code < 32 || code > 126) return false;
	}
	return true;
}

function classOf(before: number, code: number): number {
	return (((before | 32) * 7) ^ (code | 32)) & (CLASSES - 1);
}

function pairsOf(word: string): number[] {
	return Array.from({ length: word.length - 1 }, (_, index) =>
		classOf(word.charCodeAt(index), word.charCodeAt(index + 1)),
	);
}

function holdsAll(pairs: Uint8Array, wanted: number[]): boolean {
	for (const pair of wanted) if (pairs[pair] === 0) return false;
	return true;
}

function bitsOf(needs: string): number {
	let bits = 0;
	for (const character of needs) {
		const code = character.charCodeAt(0);
		const bit =
			character === '*' ? LONG_TOKEN : code < 128 ? BITS[code]! & ~(LETTER | CONTROL) : BEYOND_ASCII;
		if (bit === 0) throw new Error(`No rule can ask for ${character}`);
		bits |= bit;
	}
	return bits;
}

function bitsOfCharacters(): Int32Array {
	const bits = new Int32Array(128);
	bits.fill(CONTROL, 0, 32);
	for (const digit of '0123456789') bits[digit.charCodeAt(0)] = DIGIT | LETTER;
	for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
		bits[letter.charCodeAt(0)] = LETTER;
		bits[letter.toUpperCase().charCodeAt(0)] = LETTER;
	}
	[...ASKED_FOR].forEach((character, index) => {
		bits[character.charCodeAt(0)] = 1 << (index + FIRST_OF_CHARACTERS);
	});
	return bits;
}
