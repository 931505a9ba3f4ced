/** Reading the lines of TAP into the tests and the tests within them. */

/** A line `ok` or `not ok`. */
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

/** The tests of one depth. */
export interface Level {
	points: Point[];
	/** How many tests the plan announces; `null` without a plan. */
	plan: number | null;
	/** Whether the plan leaves out all tests. */
	isSkipped: boolean;
}

export interface TapDocument extends Level {
	/** Why the run was stopped; `null` when it was not. */
	bailOut: string | null;
}

interface State {
	/** Levels that are open, by depth. */
	levels: Level[];
	/** Tests whose subtests follow in braces, by the depth of these. */
	braces: Map<number, Point>;
	/** The test whose details are being read, and their indentation. */
	yaml: { point: Point; indent: number } | null;
	last: { point: Point; indent: number } | null;
	bailOut: string | null;
}

/** Spaces for each depth. */
const INDENT = 4;
const MAX_DEPTH = 512;

export function parseTap(): { take(line: string): void; end(): TapDocument } {
	const state: State = { levels: [emptyLevel()], braces: new Map(), yaml: null, last: null, bailOut: null };
	return {
		take: (line) => takeLine(state, line),
		end() {
			const rest = closeBelow(state, 0);
			const root = state.levels[0] as Level;
			if (rest) root.points.push(orphan(rest));
			return { ...root, bailOut: state.bailOut };
		},
	};
}

function emptyLevel(): Level {
	return { points: [], plan: null, isSkipped: false };
}

const POINT = /^(not )?ok\b[ \t]*(\d{1,9})?(?:[ \t]+-)?[ \t]*(.*)$/;
const PLAN = /^1\.\.(\d{1,9})\s*(?:#\s*(\S*).*)?$/;

function takeLine(state: State, line: string): void {
	if (state.bailOut !== null || line.trim() === '') return;
	const text = line.trimStart();
	const indent = line.length - text.length;
	if (state.yaml && takeYaml(state, line, text, indent)) return;
	if (startsYaml(state, text, indent)) return;
	const depth = Math.min(Math.floor(indent / INDENT), MAX_DEPTH);
	const bailOut = /^Bail out!\s*(.*)$/.exec(text);
	if (bailOut) state.bailOut = (bailOut[1] as string).trim();
	else if (text === '}') closeBelow(state, depth);
	else takeTest(state, text, depth, indent);
}

function takeTest(state: State, text: string, depth: number, indent: number): void {
	const [, plan, directive] = PLAN.exec(text) ?? [];
	if (plan !== undefined) {
		const level = levelAt(state, depth);
		level.plan = Number(plan);
		level.isSkipped = level.plan === 0 && /^skip/i.test(directive ?? '');
		return;
	}
	const match = POINT.exec(text);
	if (!match) return;
	const hasBrace = /\{$/.test(text);
	const point = pointOf(match, hasBrace);
	const level = levelAt(state, depth);
	// Subtests stand before the line of what they are part of, unless they are in braces behind it.
	point.inner = closeBelow(state, depth);
	level.points.push(point);
	if (hasBrace) state.braces.set(depth, point);
	state.last = { point, indent };
}

function pointOf([, not, number, rest = '']: RegExpExecArray, hasBrace: boolean): Point {
	const { description, comment } = partsOf(hasBrace ? rest.replace(/\s*\{$/, '') : rest);
	const [, word] = /^(skip|todo)\w*\b/i.exec(comment) ?? [];
	const [, time] = /^time=([\d.]{1,20})ms$/.exec(comment) ?? [];
	return {
		isOk: not === undefined,
		number: number === undefined ? null : Number(number),
		description:
			word === undefined && time === undefined && comment !== ''
				? `${description} # ${comment}`
				: description,
		directive: word === undefined ? null : (word.toLowerCase() as 'skip' | 'todo'),
		durationMs: time === undefined ? null : Number(time),
		yaml: [],
		inner: null,
	};
}

/** The description, and what follows the first `#` that is not escaped. */
function partsOf(rest: string): { description: string; comment: string } {
	const match = /(?:^|[^\\])#/.exec(rest);
	const at = match ? match.index + match[0].length - 1 : rest.length;
	return { description: rest.slice(0, at).trim().replaceAll('\\#', '#'), comment: rest.slice(at + 1).trim() };
}

function levelAt(state: State, depth: number): Level {
	while (state.levels.length <= depth) state.levels.push(emptyLevel());
	return state.levels[depth] as Level;
}

/** Ends all levels deeper than this one. Gives that of the subtests, if it belongs to no test yet. */
function closeBelow(state: State, depth: number): Level | null {
	let inner: Level | null = null;
	for (let at = state.levels.length - 1; at > depth; at -= 1) {
		const level = state.levels.pop() as Level;
		if (inner) level.points.push(orphan(inner));
		const owner = state.braces.get(at - 1);
		state.braces.delete(at - 1);
		if (owner) owner.inner = level;
		inner = owner || isEmpty(level) ? null : level;
	}
	return inner;
}

function isEmpty({ points, plan }: Level): boolean {
	return points.length === 0 && plan === null;
}

/** Subtests without a line that says how they ended: the stream was cut off. */
function orphan(inner: Level): Point {
	return { isOk: false, number: null, description: '', directive: null, durationMs: null, yaml: [], inner };
}

/** Details begin two spaces deeper than their test; some writers indent them as deep as subtests. */
function startsYaml(state: State, text: string, indent: number): boolean {
	if (text !== '---' || state.last === null || indent <= state.last.indent) return false;
	state.yaml = { point: state.last.point, indent };
	return true;
}

/** Details end at `...`, or at the next test where a writer has left that out. False for a line that is none of them. */
function takeYaml(state: State, line: string, text: string, indent: number): boolean {
	const { point, indent: own } = state.yaml as { point: Point; indent: number };
	if (text === '...') {
		state.yaml = null;
		return true;
	}
	const [, , number] = POINT.exec(text) ?? [];
	const isNext = indent < own && number !== undefined && Number(number) === (point.number ?? 0) + 1;
	if (isNext) {
		state.yaml = null;
		return false;
	}
	point.yaml.push(line.slice(Math.min(own, indent)));
	return true;
}
