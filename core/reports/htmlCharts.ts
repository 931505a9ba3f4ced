/** The charts of the HTML report as inline SVG. Each has a description for people who cannot see it. */

import type { RunCounts, Verdict } from '../model/TestRun';
import { percent } from '../text/words';
import { type Markup, markup } from './markup';
import type { OutlinedRun } from './outline';
import { durationInWords, timeInWords, VERDICT_WORDS } from './words';

/** A part of the tests of a run. `tone` is the CSS class with its colour. */
export interface Slice {
	label: string;
	value: number;
	tone: string;
}

const RADIUS = 50;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

const WIDTH = 600;
const HEIGHT = 150;
const BASE = HEIGHT - 22;
const TOP = 14;

/** Maximum number of runs in the history. With more, the bars would be too thin. */
const MAX_BARS = 60;

/** Shapes of 16 × 16, because a verdict must be recognizable without colours. */
const ICONS: Record<Verdict, string> = {
	passed: 'M3 8.5l3.2 3.2L13 5',
	failed: 'M4 4l8 8M12 4l-8 8',
	inconclusive: 'M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.5M8 12.4v.1',
	pending: 'M8 4v4l2.6 1.6M14 8A6 6 0 1 1 8 2a6 6 0 0 1 6 6z',
};

/** Verdict in words, with an icon. */
export function verdictBadge(verdict: Verdict, size: 'small' | 'large'): Markup {
	return markup`<span class="verdict ${verdict}${size === 'small' ? ' small' : ''}"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[verdict]}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>${VERDICT_WORDS[verdict]}</span>`;
}

/** The parts that add up to all tests. Flaky tests are taken out of those that passed. Empty if nothing is known. */
export function slicesOf({ total, passed, failed, other, flaky, skipped, pending }: RunCounts): Slice[] {
	const known: Array<[string, number | null, string]> = [
		[
			flaky ? 'Passed at once' : 'Passed',
			passed === null ? null : Math.max(0, passed - (flaky ?? 0)),
			'passed',
		],
		['Flaky', flaky, 'flaky'],
		['Failed', failed, 'failed'],
		['In error or blocked', other, 'other'],
		['Skipped', skipped, 'skipped'],
		['Not run', pending, 'pending'],
	];
	const slices = known.flatMap(([label, value, tone]) => (value ? [{ label, value, tone }] : []));
	const rest = (total ?? 0) - slices.reduce((sum, { value }) => sum + value, 0);
	return rest > 0 ? [...slices, { label: 'Not told', value: rest, tone: 'rest' }] : slices;
}

/** The ring of tests with the pass rate in its middle, or their number. `what` is what the slices are. */
export function donut(slices: Slice[], passRate: number | null, what = 'Tests by outcome'): Markup {
	const total = slices.reduce((sum, { value }) => sum + value, 0);
	const words = slices.map(({ label, value }) => `${label}: ${value}`).join(', ');
	let before = 0;
	const arcs = slices.map(({ value, tone }) => {
		const length = (value / total) * CIRCUMFERENCE;
		const arc = markup`<circle class="stroke tone-${tone}" cx="60" cy="60" r="${RADIUS}" stroke-width="13" stroke-dasharray="${rounded(length)} ${rounded(CIRCUMFERENCE - length)}" stroke-dashoffset="${rounded(-before)}" transform="rotate(-90 60 60)"/>`;
		before += length;
		return arc;
	});
	const middle =
		passRate === null
			? markup`<text x="60" y="61" text-anchor="middle" font-size="22" font-weight="650">${total}</text><text class="soft" x="60" y="77" text-anchor="middle" font-size="11">tests</text>`
			: markup`<text x="60" y="61" text-anchor="middle" font-size="18" font-weight="650">${percent(passRate)}</text><text class="soft" x="60" y="77" text-anchor="middle" font-size="11">passed</text>`;
	return markup`<svg class="donut" viewBox="0 0 120 120" role="img" aria-label="${what}. ${words}">${arcs}${middle}</svg>`;
}

/** Durations of several runs from the oldest to the newest, coloured by verdict; `null` for fewer than two runs. */
export function history(runs: OutlinedRun[]): Markup | null {
	const shown = byTime(runs).slice(-MAX_BARS);
	if (shown.length < 2) return null;
	const longest = Math.max(...shown.map(({ durationMs }) => durationMs ?? 0));
	const step = WIDTH / shown.length;
	const bars = shown.map((run, index) => bar(run, index * step, step, longest));
	const words = shown.map(describeBar).join('; ');
	return markup`<figure class="chart"><h3>History</h3>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Runs from the oldest to the newest. ${words}">
<line class="axis" x1="0" y1="${BASE}" x2="${WIDTH}" y2="${BASE}" stroke-width="1.5"/>
${bars}</svg>
<figcaption>${caption(shown, runs.length, longest)}</figcaption></figure>`;
}

function bar(
	{ run, verdict, title, durationMs }: OutlinedRun,
	x: number,
	step: number,
	longest: number,
): Markup {
	const width = Math.min(step * 0.68, 46);
	const left = rounded(x + (step - width) / 2);
	const known = durationMs !== null && longest > 0;
	const height = known ? Math.max(6, ((durationMs ?? 0) / longest) * (BASE - TOP)) : 6;
	const size = Math.min(16, width);
	const icon = markup`<svg x="${rounded(x + (step - size) / 2)}" y="${BASE + 4}" width="${rounded(size)}" height="16" viewBox="0 0 16 16"><path class="stroke" d="${ICONS[verdict]}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
	return markup`<g class="${verdict}"><title>${title}: ${describeBar({ run, verdict, durationMs })}</title><rect class="${known ? 'fill' : 'stroke'}" x="${left}" y="${rounded(BASE - height)}" width="${rounded(width)}" height="${rounded(height)}" rx="${rounded(Math.min(4, width / 3))}"/>${icon}</g>
`;
}

function describeBar({
	run,
	verdict,
	durationMs,
}: Pick<OutlinedRun, 'run' | 'verdict' | 'durationMs'>): string {
	const started = run.startedAt ?? run.finishedAt;
	const parts = [
		VERDICT_WORDS[verdict],
		durationMs === null ? 'duration unknown' : durationInWords(durationMs),
		...(started ? [timeInWords(started)] : []),
	];
	return parts.join(', ');
}

function caption(shown: OutlinedRun[], all: number, longest: number): string {
	const order = `${all > shown.length ? `The last ${MAX_BARS} runs, from` : 'From'} the oldest to the newest. `;
	if (longest === 0) return `${order}How long they took is not known.`;
	const unknown = shown.some(({ durationMs }) => durationMs === null)
		? ' An outline stands for an unknown time.'
		: '';
	return `${order}The height is how long a run took, at most ${durationInWords(longest)}.${unknown}`;
}

/** Sorted by start or end. If one of the runs has neither, the order stays as it is. */
function byTime(runs: OutlinedRun[]): OutlinedRun[] {
	const time = ({ run }: OutlinedRun) => Date.parse(run.startedAt ?? run.finishedAt ?? '');
	return runs.every((run) => !Number.isNaN(time(run))) ? [...runs].sort((a, b) => time(a) - time(b)) : runs;
}

/** Bars for the failed tests that took longest; `null` if fewer than two durations are known. */
export function slowest({ failures }: OutlinedRun): Markup | null {
	const timed = failures.filter(({ durationMs }) => durationMs !== null);
	if (timed.length < 2) return null;
	const shown = timed.sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0)).slice(0, 8);
	const longest = Math.max(1, shown[0].durationMs ?? 0);
	const rows = shown.map(({ name, durationMs }) => {
		return markup`<li><span class="name">${name}</span><span class="soft">${durationInWords(durationMs ?? 0)}</span>${lengthBar((durationMs ?? 0) / longest)}</li>
`;
	});
	return markup`<div class="chart failed"><h3>How long the failed tests took</h3><ul class="bars">
${rows}</ul></div>`;
}

/** A bar of this share of the full width, 0..1, beside a text that says what it stands for. */
export function lengthBar(share: number): Markup {
	const width = rounded(Math.max(1, share * 100));
	return markup`<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="fill" width="${width}" height="4" rx="1"/></svg>`;
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
