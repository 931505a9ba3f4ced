/**
 * How many steps a backtracking matcher takes for a regular expression, which is what an engine such as V8's does at
 * most. It knows the syntax that this package uses, and finds the same matches as the real one.
 */

/** What a walk through a text comes to. */
export interface Walk {
	/** Where matches begin and end. */
	matches: Array<[number, number]>;
	/** Characters that were compared, and alternatives that were entered. */
	steps: number;
}

type Node =
	| { kind: 'one'; fits(character: string): boolean }
	| { kind: 'edge'; holds(text: string, at: number): boolean }
	| { kind: 'choice'; ways: Node[][] }
	| { kind: 'look'; ways: Node[][]; direction: 1 | -1; isNegative: boolean }
	| { kind: 'repeat'; node: Node; min: number; max: number; isLazy: boolean };

/** Finds all matches of a pattern with the g flag, or the first one without it, from the start of a text. */
export function walk(pattern: RegExp, text: string): Walk {
	const ways = new Parser(pattern).parse();
	const matcher = new Matcher(text);
	const matches: Array<[number, number]> = [];
	for (let from = 0; from <= text.length;) {
		const found = matcher.from(ways, from, pattern.sticky ? from : text.length);
		if (found === null) break;
		matches.push(found);
		if (!pattern.global) break;
		from = found[1] > found[0] ? found[1] : found[1] + 1;
	}
	return { matches, steps: matcher.steps };
}

class Matcher {
	steps = 0;

	constructor(private readonly text: string) {}

	/** The first match that begins at `from` or later, up to `last`. */
	from(ways: Node[][], from: number, last: number): [number, number] | null {
		for (let start = from; start <= last; start++) {
			let end = -1;
			const isMatch = this.choice(ways, start, 1, (at) => {
				end = at;
				return true;
			});
			if (isMatch) return [start, end];
		}
		return null;
	}

	private choice(ways: Node[][], at: number, direction: 1 | -1, next: (at: number) => boolean): boolean {
		return ways.some((way) => {
			this.steps++;
			return this.sequence(direction === 1 ? way : [...way].reverse(), 0, at, direction, next);
		});
	}

	private sequence(
		nodes: Node[],
		index: number,
		at: number,
		direction: 1 | -1,
		next: (at: number) => boolean,
	): boolean {
		if (index === nodes.length) return next(at);
		return this.node(nodes[index]!, at, direction, (reached) =>
			this.sequence(nodes, index + 1, reached, direction, next),
		);
	}

	private node(node: Node, at: number, direction: 1 | -1, next: (at: number) => boolean): boolean {
		switch (node.kind) {
			case 'one':
				return this.isOne(node, at, direction) && next(at + direction);
			case 'edge':
				this.steps++;
				return node.holds(this.text, at) && next(at);
			case 'choice':
				return this.choice(node.ways, at, direction, next);
			case 'look':
				return this.choice(node.ways, at, node.direction, () => true) !== node.isNegative && next(at);
			case 'repeat':
				return node.node.kind === 'one'
					? this.run(node, node.node, at, direction, next)
					: this.again(node, 0, at, direction, next);
		}
	}

	private isOne(node: Node & { kind: 'one' }, at: number, direction: 1 | -1): boolean {
		this.steps++;
		const index = direction === 1 ? at : at - 1;
		return index >= 0 && index < this.text.length && node.fits(this.text[index]!);
	}

	/** A repetition of one character: as many as there are, or as few as will do. */
	private run(
		{ min, max, isLazy }: Node & { kind: 'repeat' },
		one: Node & { kind: 'one' },
		at: number,
		direction: 1 | -1,
		next: (at: number) => boolean,
	): boolean {
		let count = 0;
		const fitting = () => count < max && this.isOne(one, at + direction * count, direction);
		while (count < (isLazy ? min : max) && fitting()) count++;
		if (count < min) return false;
		if (isLazy) {
			while (!next(at + direction * count)) {
				if (!fitting()) return false;
				count++;
			}
			return true;
		}
		for (; count >= min; count--) {
			this.steps++;
			if (next(at + direction * count)) return true;
		}
		return false;
	}

	private again(
		repeat: Node & { kind: 'repeat' },
		count: number,
		at: number,
		direction: 1 | -1,
		next: (at: number) => boolean,
	): boolean {
		const { node, min, max, isLazy } = repeat;
		const more = () =>
			count < max &&
			this.node(
				node,
				at,
				direction,
				(reached) =>
					(reached !== at || count < min) && this.again(repeat, count + 1, reached, direction, next),
			);
		if (count < min) return more();
		return isLazy ? next(at) || more() : more() || next(at);
	}
}

const WORD = /\w/;

/** Reads the source of a pattern. Groups are not told apart, since only where matches stand matters. */
class Parser {
	private at = 0;
	private readonly source: string;
	private readonly flags: string;

	constructor({ source, flags }: RegExp) {
		this.source = source;
		this.flags = flags.replace(/[gy]/g, '');
	}

	parse(): Node[][] {
		const ways = this.ways();
		if (this.at < this.source.length) throw new Error(`cannot read ${this.source} from ${this.at}`);
		return ways;
	}

	private ways(): Node[][] {
		const ways: Node[][] = [[]];
		while (this.at < this.source.length && this.source[this.at] !== ')') {
			if (this.takes('|')) ways.push([]);
			else ways.at(-1)!.push(this.repeated(this.atom()));
		}
		return ways;
	}

	private atom(): Node {
		if (this.takes('(?:')) return this.group((ways) => ({ kind: 'choice', ways }));
		for (const [opening, direction, isNegative] of LOOKS) {
			if (this.takes(opening)) return this.group((ways) => ({ kind: 'look', ways, direction, isNegative }));
		}
		if (this.takes('(')) return this.group((ways) => ({ kind: 'choice', ways }));
		if (this.takes('^')) return { kind: 'edge', holds: (_, at) => at === 0 };
		if (this.takes('$')) return { kind: 'edge', holds: (text, at) => at === text.length };
		if (this.takes('\\b')) return { kind: 'edge', holds: isWordEdge };
		return this.one();
	}

	private group(make: (ways: Node[][]) => Node): Node {
		const ways = this.ways();
		if (!this.takes(')')) throw new Error(`no end of a group in ${this.source}`);
		return make(ways);
	}

	/** A character, an escape or a class; the real engine says what fits it. */
	private one(): Node {
		const [token] = ONE.exec(this.source.slice(this.at)) ?? [''];
		if (token === '') throw new Error(`cannot read ${this.source} from ${this.at}`);
		this.at += token.length;
		const pattern = new RegExp(`^(?:${token})$`, this.flags.replace('m', ''));
		const known = new Map<string, boolean>();
		const fits = (character: string) => {
			const is = known.get(character) ?? pattern.test(character);
			known.set(character, is);
			return is;
		};
		return { kind: 'one', fits };
	}

	private repeated(node: Node): Node {
		const [token, min, comma, max] = TIMES.exec(this.source.slice(this.at)) ?? [];
		if (token === undefined) return node;
		this.at += token.length;
		const isLazy = this.takes('?');
		const bounds: Record<string, [number, number]> = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] };
		const [from, to] = bounds[token] ?? [Number(min), comma ? (max ? Number(max) : Infinity) : Number(min)];
		return { kind: 'repeat', node, min: from, max: to, isLazy };
	}

	private takes(token: string): boolean {
		const is = this.source.startsWith(token, this.at);
		if (is) this.at += token.length;
		return is;
	}
}

const LOOKS: Array<[string, 1 | -1, boolean]> = [
	['(?=', 1, false],
	['(?!', 1, true],
	['(?<=', -1, false],
	['(?<!', -1, true],
];
const ONE = /^(?:\[(?:\\.|[^\]\\])*\]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\p\{[^}]*\}|\\.|[^\\])/i;
const TIMES = /^(?:\*|\+|\?|\{(\d+)(,?)(\d*)\})/;

function isWordEdge(text: string, at: number): boolean {
	const isWord = (index: number) => index >= 0 && index < text.length && WORD.test(text[index]!);
	return isWord(at - 1) !== isWord(at);
}
