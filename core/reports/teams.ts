/**
 * Microsoft Teams: an Adaptive Card, and the message that carries it to a channel's webhook. Texts of a platform are only
 * put into TextRuns, in which Teams reads no Markdown (learn.microsoft.com/adaptive-cards/schema-explorer/text-run).
 *
 * Limit: 28 KB per message of an incoming webhook
 * (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format).
 */

import { atOnce } from '../text/inTurns';
import { clip, JOINER, line } from './clean';
import { shortened } from './errorText';
import { remarksOf, type ReportedFailure } from './failure';
import { fitted } from './fit';
import type { WriteFields } from './format';
import type { Outline, OutlinedRun } from './outline';
import type { Report } from './report';
import type { Verdict } from '../model/TestRun';
import { headline, WORDS } from './words';

const MAX_BYTES = 27_000;
const MAX_RUNS = 10;
/** No failure takes fewer bytes. */
const SMALLEST_ENTRY = 100;
const MAX_ERROR = 300;
const MAX_STACK = 1_500;
/** Each line is an element of its own, which takes more room than most texts. */
const MAX_LINES = 20;
const MAX_REASONS = 800;
const MAX_VALUE = 80;
const MAX_ASIDE = 300;
/** Longer addresses would leave no room for anything else. */
const MAX_URL = 1_000;

/** An element of a card, of those that the report uses. */
export interface CardElement {
	type: 'Container' | 'RichTextBlock' | 'ActionSet';
	[property: string]: unknown;
}

interface TextRun {
	type: 'TextRun';
	text: string;
	[property: string]: unknown;
}

/** A card of schema version 1.4. */
export interface AdaptiveCard {
	$schema: string;
	type: 'AdaptiveCard';
	version: string;
	msteams: { width: 'Full' };
	body: CardElement[];
}

/** What a webhook of a channel takes. */
export interface TeamsMessage {
	type: 'message';
	attachments: Array<{ contentType: string; contentUrl: null; content: AdaptiveCard }>;
}

const STYLES: Record<Verdict, string> = {
	passed: 'good',
	failed: 'attention',
	inconclusive: 'warning',
	pending: 'accent',
};

/** The fields of the output item. */
export const teamsFields: WriteFields = async (report, { includeStack }, giveWay) => {
	const card = await adaptiveCard(report, includeStack, giveWay);
	return { message: messageOf(card), card };
};

/** The card for a report. */
export async function adaptiveCard(
	report: Report,
	includeStack: boolean,
	giveWay = atOnce,
): Promise<AdaptiveCard> {
	const draw = (outline: Outline) => cardOf(outline, includeStack ? MAX_STACK : MAX_ERROR);
	const maxFailures = Math.floor(MAX_BYTES / SMALLEST_ENTRY);
	return await fitted(report, draw, { maxRuns: MAX_RUNS, maxFailures, fits: fitsMessage }, giveWay);
}

/** Wraps a card for a webhook. */
export function messageOf(card: AdaptiveCard): TeamsMessage {
	const contentType = 'application/vnd.microsoft.card.adaptive';
	return { type: 'message', attachments: [{ contentType, contentUrl: null, content: card }] };
}

/**
 * Whether Teams takes a message with the card. It counts two bytes per character of a request that does not name its
 * charset, as n8n sends it.
 */
export function fitsMessage(card: AdaptiveCard): boolean {
	const json = JSON.stringify(messageOf(card));
	return Math.max(json.length * 2, Buffer.byteLength(json)) <= MAX_BYTES;
}

function cardOf(outline: Outline, maxError: number): AdaptiveCard {
	const { verdict, title, overview, runs, moreRuns } = outline;
	const summary = overview ? [textLine([text(clip(overview.reasons.join(' '), MAX_REASONS))])] : [];
	return cardWith([
		head(STYLES[verdict], `${headline(verdict)}: ${title}`, summary),
		...runs.flatMap((run) => runElements(run, maxError)),
		...(moreRuns ? [aside(moreRuns)] : []),
	]);
}

/** The card with these elements. */
export function cardWith(body: CardElement[]): AdaptiveCard {
	return {
		$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
		type: 'AdaptiveCard',
		version: '1.4',
		msteams: { width: 'Full' },
		body,
	};
}

/** The title in a band of colour, with elements below it. */
export function head(style: string, title: string, below: CardElement[]): CardElement {
	const words = line(title, MAX_REASONS);
	const heading = textLine([text(words, { size: 'Large', weight: 'Bolder' })]);
	return { type: 'Container', style, bleed: true, items: [heading, ...below] };
}

function runElements(run: OutlinedRun, maxError: number): CardElement[] {
	const heading = run.heading ? [bold(`${headline(run.verdict)}: ${run.heading}`)] : [];
	const lines = [
		...heading,
		text(clip(run.reasons.join(' '), MAX_REASONS)),
		...(run.ownVerdict ? [text(run.ownVerdict)] : []),
		...(run.counts.length > 0
			? [text(run.counts.map(({ label, value }) => `${label}: ${value}`).join(' · '))]
			: []),
	];
	return [
		...lines.map((words, index) => textLine([words], index === 0 ? { separator: true } : TIGHT)),
		...run.facts.map(({ label, value }) =>
			textLine([bold(`${label}: `), text(clip(value, MAX_VALUE))], TIGHT),
		),
		...openRun(run),
		...run.failures.flatMap((failure) => failureElements(failure, maxError)),
		...(run.moreFailures ? [aside(run.moreFailures)] : []),
		...run.asides.map(({ label, names }) => aside(`${label}: ${names.join(', ')}`)),
	];
}

function openRun({ url }: OutlinedRun): CardElement[] {
	const action = openUrl(url);
	return action ? [{ type: 'ActionSet', actions: [{ ...action, title: WORDS.openRun }] }] : [];
}

function failureElements(failure: ReportedFailure, maxError: number): CardElement[] {
	const { name, error, url, file } = failure;
	const selectAction = openUrl(url);
	const named = bold(name, selectAction ? { selectAction } : {});
	const remarks = remarksOf(failure);
	const badge = remarks.length > 0 ? [text(`  ${remarks.join(' · ')}`)] : [];
	const lines = error === null ? [] : linesOf(shortened(error, maxError));
	return [
		textLine([named, ...badge], { separator: true }),
		...(file ? [textLine([text(file, { isSubtle: true })], TIGHT)] : []),
		...lines.map((words) => textLine([text(words, { fontType: 'Monospace' })], TIGHT)),
	];
}

function linesOf(error: string): string[] {
	const lines = error.split('\n').filter((words) => words.trim() !== '');
	return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES - 1), '…'];
}

function openUrl(url: string | null): { type: 'Action.OpenUrl'; url: string } | null {
	return url !== null && url.length <= MAX_URL ? { type: 'Action.OpenUrl', url } : null;
}

/** A line of less importance. */
export function aside(words: string): CardElement {
	return textLine([text(clip(words, MAX_ASIDE), { isSubtle: true })]);
}

/** The style of a line that belongs to the one above it. */
export const TIGHT = { spacing: 'None' };

/** A line. A line feed inside a TextRun is not displayed everywhere, so every line is a block. */
export function textLine(inlines: TextRun[], style: object = {}): CardElement {
	return { type: 'RichTextBlock', ...style, inlines };
}

/** Text in bold. */
export function bold(words: string, style: object = {}): TextRun {
	return text(words, { weight: 'Bolder', ...style });
}

/** Text that Teams displays as it is; it replaces `{{DATE(...)}}` in texts of cards. */
export function text(words: string, style: object = {}): TextRun {
	return { type: 'TextRun', text: words.replace(/\{(?=\{)/g, `{${JOINER}`), ...style };
}
