/**
 * The look of a text: which characters it contains, and which pairs of neighboring characters. It is computed once, and
 * shows at once what the text cannot contain, so that most rules need not be tried.
 */

/** The characters that a rule can require. */
const ASKED_FOR = '/\\:-_.@$%,(#=<>[\'"|+{';
const DIGIT = 1;
const BEYOND_ASCII = 2;
const LONG_TOKEN = 4;
const LETTER_SHIFT = 3;
const LETTER = 1 << LETTER_SHIFT;
const CONTROL = 16;
const FIRST_OF_CHARACTERS = 5;

/** This many letters and digits in a row count as many. */
const LONG = 7;
const HAS_DIGIT = 1 << 20;

/** Number of kinds of characters at most; the table of pairs has this number squared of entries. */
const KIND_BITS = 6;
const PAIRS = 1 << (2 * KIND_BITS);

/** Represents all characters beyond ASCII. */
const BEYOND = 128;

const BITS = bitsOfCharacters();
const KINDS = kindsOfCharacters();

/** The look of a text. The same object is used for one text after the other. */
export class Look {
	/** A bit for each character that a rule can require. */
	characters = 0;
	/** 1 for each pair of neighbors in the text; upper and lower case count as the same, and so do all digits. */
	readonly pairs = new Uint8Array(PAIRS);

	/** Computes the look of another text. */
	at(text: string): void {
		const { pairs } = this;
		pairs.fill(0);
		let characters = 0;
		// Number of letters and digits in a row; a digit adds a number that is larger than any row.
		let run = 0;
		let before = 0;
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(index);
			const character = code < BEYOND ? code : BEYOND;
			const bits = BITS[character]!;
			const kind = KINDS[character]!;
			characters |= bits;
			pairs[(before << KIND_BITS) | kind] = 1;
			before = kind;
			// Without a branch, which would take twice as long: all bits set for a letter or digit, otherwise 0.
			const isInRun = -((bits >> LETTER_SHIFT) & 1);
			run = ((run + 1) | ((bits & DIGIT) * HAS_DIGIT)) & isInRun;
			if (run >= HAS_DIGIT + LONG) characters |= LONG_TOKEN;
		}
		this.characters = characters;
	}
}

/** What a text must contain, in the form in which it can be compared with a look. */
export interface Need {
	characters: number;
	/** The pairs of each word. One of the words must occur, if there are any. */
	words: number[][] | null;
}

/**
 * Converts a requirement: all of the characters (`0` for any digit, `*` for at least seven letters and digits in a row
 * including a digit, `é` for anything beyond ASCII), and one of the words. In a word, `0` also means any digit and `é`
 * anything beyond ASCII, and a space also means a tab.
 */
export function needOf(characters: string, words?: string[]): Need {
	return { characters: bitsOf(characters), words: words?.map(pairsOf) ?? null };
}

/** Whether a text with this look can contain one of the words. */
export function holdsOneOf({ pairs }: Look, { words }: Need): boolean {
	if (words === null) return true;
	for (const word of words) if (holdsAll(pairs, word)) return true;
	return false;
}

/** Whether a text consists of ordinary ASCII characters. */
export function isPlain(text: string): boolean {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code < 32 || code > 126) return false;
	}
	return true;
}

function pairsOf(word: string): number[] {
	const kinds = Array.from(word, (character) => KINDS[Math.min(character.charCodeAt(0), BEYOND)]!);
	return kinds.slice(1).map((kind, index) => (kinds[index]! << KIND_BITS) | kind);
}

function holdsAll(pairs: Uint8Array, wanted: number[]): boolean {
	for (const pair of wanted) if (pairs[pair] === 0) return false;
	return true;
}

function bitsOf(needs: string): number {
	let bits = 0;
	for (const character of needs) {
		const code = character.charCodeAt(0);
		const bit = character === '*' ? LONG_TOKEN : BITS[Math.min(code, BEYOND)]! & ~(LETTER | CONTROL);
		if (bit === 0) throw new Error(`No rule can ask for ${character}`);
		bits |= bit;
	}
	return bits;
}

function bitsOfCharacters(): Int32Array {
	const bits = new Int32Array(BEYOND + 1);
	bits[BEYOND] = BEYOND_ASCII;
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

/**
 * The kind of each character: a letter in either case, a digit, a space or tab, any other ASCII character, any control
 * character, anything beyond ASCII. No kind is 0.
 */
function kindsOfCharacters(): Uint8Array {
	const kinds: string[] = [];
	return Uint8Array.from({ length: BEYOND + 1 }, (_, code) => {
		const character = String.fromCharCode(code)
			.toLowerCase()
			.replace('\t', ' ')
			.replace(/\d/, '0')
			.replace(/[^ -~]/, code === BEYOND ? 'é' : '');
		if (!kinds.includes(character)) kinds.push(character);
		return kinds.indexOf(character) + 1;
	});
}
