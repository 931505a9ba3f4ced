/** Reading the lines of TAP into the tests and the tests within them. */

import { NO_POINT, pointIn, type Point } from './point';
import type { Level } from './point';

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

/** Takes the lines of one document, one by one. */
export interface TapParser {
	take(line: string): void;
	/** Whether there was anything but lines of other kinds. */
	hasBegun(): boolean;
	/** The tests that no further line can change; each is handed on once. */
	finished(): Level;
	/** The rest. */
	end(): TapDocument;
}

export function parseTap(): TapParser {
	const state: State = { levels: [emptyLevel()], braces: new Map(), yaml: null, last: null, bailOut: null };
	return {
		take: (line) => takeLine(state, line),
		hasBegun: () => state.bailOut !== null || !state.levels.every(isEmpty),
		finished: () => takeFinished(state.levels[0] as Level),
		end() {
			const rest = closeBelow(state, 0);
			const root = state.levels[0] as Level;
			if (rest) root.points.push(orphan(rest));
			return { ...root, bailOut: state.bailOut };
		},
	};
}

function takeFinished(root: Level): Level {
	const finished = { ...root, points: root.points.splice(0, root.points.length - 1) };
	root.before += finished.points.length;
	return finished;
}

function emptyLevel(): Level {
	return { points: [], before: 0, plan: null };
}

const PLAN = /^1\.\.(\d{1,9})\s*(?:#.*)?$/s;

function takeLine(state: State, line: string): void {
	if (state.bailOut !== null) return;
	const text = line.trimStart();
	const indent = line.length - text.length;
	if (state.yaml && text !== '' && takeYaml(state, line, text, indent)) return;
	const depth = Math.min(Math.floor(indent / INDENT), MAX_DEPTH);
	// Most lines are output of the tests: the first character shows that they are nothing else.
	switch (text[0]) {
		case 'o':
		case 'n':
			return takeTest(state, text, depth, indent);
		case '1':
			return takePlan(state, text, depth);
		case '-':
			return startYaml(state, text, indent);
		case '}':
			if (text === '}') closeBelow(state, depth);
			return;
		case 'B':
			state.bailOut = /^Bail out!\s*(.*)$/s.exec(text)?.[1]?.trim() ?? null;
	}
}

function takePlan(state: State, text: string, depth: number): void {
	const [, plan] = PLAN.exec(text) ?? [];
	if (plan !== undefined) levelAt(state, depth).plan = Number(plan);
}

function takeTest(state: State, text: string, depth: number, indent: number): void {
	const point = pointIn(text);
	if (!point) return;
	const level = levelAt(state, depth);
	// The line of a parent comes after its subtests, or before them where they are in braces.
	point.inner = closeBelow(state, depth);
	level.points.push(point);
	// A test after it shows that the brace belonged to the title of the one before.
	state.braces.delete(depth);
	if (text.endsWith('{')) state.braces.set(depth, point);
	state.last = { point, indent };
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

function isEmpty({ points, before, plan }: Level): boolean {
	return points.length + before === 0 && plan === null;
}

/** Subtests without a line that says how they ended: the stream was cut off. */
function orphan(inner: Level): Point {
	return { ...NO_POINT, yaml: [], inner };
}

/** Details begin two spaces deeper than their test; some writers indent them as deep as subtests. */
function startYaml(state: State, text: string, indent: number): void {
	if (text !== '---' || state.last === null || indent <= state.last.indent) return;
	state.yaml = { point: state.last.point, indent };
}

/** Details end at `...`, or at the next test where a writer has left that out. False for a line that is none of them. */
function takeYaml(state: State, line: string, text: string, indent: number): boolean {
	const { point, indent: own } = state.yaml as { point: Point; indent: number };
	if (text === '...') {
		state.yaml = null;
		return true;
	}
	const isNext = indent < own && pointIn(text)?.number === (point.number ?? 0) + 1;
	if (isNext) {
		state.yaml = null;
		return false;
	}
	point.yaml.push(line.slice(Math.min(own, indent)));
	return true;
}
