/** The lines `ok` and `not ok` of TAP. */

/** A test as its line and what belongs to that tell of it. */
export interface Point {
	isOk: boolean;
	number: number | null;
	description: string;
	/** `SKIP` and `TODO` in small letters; other words are part of the description. */
	directive: 'skip' | 'todo' | null;
	/** Milliseconds, as Vitest writes them. */
	durationMs: number | null;
	/** The block of details below the line. */
	yaml: string[];
	/** Subtests. */
	inner: Level | null;
}

/** What is known of a test without a line. */
export const NO_POINT: Omit<Point, 'yaml' | 'inner'> = {
	isOk: false,
	number: null,
	description: '',
	directive: null,
	durationMs: null,
};

const POINT = /^(not )?ok\b[ \t]*(\d{1,9})?(?:[ \t]+-)?[ \t]*(.*)$/s;

/** What a line says of a test; `null` for one that says nothing. A brace at its end begins the subtests. */
export function pointIn(line: string): Point | null {
	const match = POINT.exec(line);
	if (!match) return null;
	const [, not, number, rest = ''] = match;
	const { description, comment } = partsOf(rest.endsWith('{') ? rest.slice(0, -1).trimEnd() : rest);
	const point: Point = {
		isOk: not === undefined,
		number: number === undefined ? null : Number(number),
		description,
		directive: null,
		durationMs: null,
		yaml: [],
		inner: null,
	};
	if (comment !== '') addComment(point, comment);
	return point;
}

function addComment(point: Point, comment: string): void {
	const [, word] = /^(skip|todo)\w*\b/i.exec(comment) ?? [];
	const [, time] = /^time=([\d.]{1,20})ms$/.exec(comment) ?? [];
	if (word !== undefined) point.directive = word.toLowerCase() as 'skip' | 'todo';
	else if (time !== undefined) point.durationMs = Number(time);
	else point.description += ` # ${comment}`;
}

/** The description, and what follows the first `#` that is not escaped. */
function partsOf(rest: string): { description: string; comment: string } {
	if (!rest.includes('#')) return { description: rest.trim(), comment: '' };
	const match = /(?:^|[^\\])#/.exec(rest);
	const at = match ? match.index + match[0].length - 1 : rest.length;
	return { description: rest.slice(0, at).trim().replaceAll('\\#', '#'), comment: rest.slice(at + 1).trim() };
}

/** The tests of one depth. */
export interface Level {
	points: Point[];
	/** How many tests came before these, and were handed on already. */
	before: number;
	/** How many tests the plan announces; `null` without a plan. */
	plan: number | null;
}
