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
	const longest = Math.max(...figures.filter(({ row }) => row === 10).map((figure) => figure.ours));
	const junit = about(11, /^JUnit/);
	return [
		'In short, on this machine:',
		'',
		`- **A delivery** to a trigger takes n8n what a delivery to any trigger with a credential takes: ${rounded(about(1, /^Currents/).ratio ?? 0)} times as many a second as to a bare one. Our own part of it is ${rounded(ours(2, /^One delivery of Currents, 4 kB$/))} ms.`,
		`- **A wait** of 30 minutes takes ${rounded(ours(3, /^Run of 30 minutes, requests/))} requests and sees the end at most ${rounded(ours(3, /^Run of 30 minutes, longest delay/))} s late; ${rounded(ours(3, /^Run of 30 minutes after .* within .*longest delay/))} s where runs like it took about as long. A suspended wait takes none of n8n's memory.`,
		`- **A report file**, ${junit.what}, takes ${rounded(junit.ours / 1_000)} s and at most ${rounded(ours(11, /^JUnit.*memory/))} times its size in memory.`,
		`- **A report on 10,000 failures** takes at most ${rounded(Math.max(...figures.filter(isReport).map((figure) => figure.ours)))} ms.`,
		`- **Nothing** keeps n8n from its other work for more than ${rounded(longest)} ms at once.`,
		'',
	];
}

function isReport({ row, what }: Figure): boolean {
	return row === 8 && /^Report as \w+, 10,000 failures$/.test(what);
}

/** Two significant digits. */
function rounded(value: number): number {
	return Number(value.toPrecision(2));
}
