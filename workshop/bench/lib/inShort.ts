/** The figures that users ask for first, as sentences for the head of the page. */
import type { Figure } from './figure';

/** The sentences, as a list in Markdown. Throws if one of the figures is not there: then the page has to be thought over. */
export function inShort(figures: Figure[]): string[] {
	const about = (row: number, pattern: RegExp): Figure => {
		const figure = figures.find((one) => one.row === row && pattern.test(one.what));
		if (!figure) throw new Error(`Row ${row} has no figure for the head of the page: ${pattern}`);
		return figure;
	};
	const ours = (row: number, pattern: RegExp) => about(row, pattern).ours;
	const junit = about(11, /^JUnit[^:]*$/);
	const memory = about(11, /^JUnit.*memory/);
	return [
		'In short, on this machine:',
		'',
		`- **A delivery** to a trigger takes n8n about as long as one to any trigger with a credential (${(about(1, /^Currents/).ratio ?? NaN).toFixed(2)} times as many a second). Our own part of it is ${rounded(ours(2, /^One delivery of Currents, 4 kB$/))} ms.`,
		`- **A wait** of 30 minutes takes ${rounded(ours(3, /^Run of 30 minutes, requests/))} requests and sees the end at most ${rounded(ours(3, /^Run of 30 minutes, longest delay/))} s late; ${rounded(ours(3, /^Run of 30 minutes after .* within .*longest delay/))} s where runs like it took about as long. A suspended wait takes none of n8n's memory.`,
		`- **A report file**, ${junit.what}, takes ${rounded(junit.ours / 1_000)} s, and usually ${rounded(memory.ours)} times its size in memory.`,
		`- **A report on 10,000 failures** usually takes ${rounded(highest(figures.filter(isReport)))} ms or less, with pauses for n8n's other work.`,
		`- **Between two pauses** it is usually ${rounded(highest(figures.filter(isStretch)))} ms or less, in everything that is measured below.`,
		'',
	];
}

function highest(figures: Figure[]): number {
	return Math.max(...figures.map((figure) => figure.ours));
}

function isStretch({ row, what }: Figure): boolean {
	return row === 10 || /longest stretch/.test(what);
}

function isReport({ row, what }: Figure): boolean {
	return row === 8 && /^Report as \w+, 10,000 failures$/.test(what);
}

/** Two significant digits. Throws if there is no number. */
function rounded(value: number): number {
	if (!Number.isFinite(value)) throw new Error('A figure for the head of the page has no value');
	return Number(value.toPrecision(2));
}
