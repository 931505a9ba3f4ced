/**
 * Slack: Block Kit blocks and the text of the notification. Texts of a platform are only put into plain_text and
 * rich_text elements, in which Slack interprets nothing.
 *
 * Limits: 50 blocks per message, 150 characters per header, 10 fields of 2,000 characters per section
 * (docs.slack.dev/reference/block-kit). All blocks together are refused (`msg_blocks_too_long`) somewhere above 11,000
 * characters, which is not documented.
 */

import { atOnce } from '../text/inTurns';
import { clip, escapedWithin, JOINER, line } from './clean';
import { remarksOf, type ReportedFailure } from './failure';
import { shortened } from './errorText';
import { fitted } from './fit';
import type { WriteFields } from './format';
import type { Outline, OutlinedRun } from './outline';
import type { Report } from './report';
import { headline, VERDICT_WORDS, WORDS } from './words';
import { shortText } from './shortText';

/** One less than Slack takes: n8n's Slack node adds a block with a link to the workflow. */
const MAX_BLOCKS = 49;
const MAX_HEADER = 150;
const MAX_CHARACTERS = 9_000;
const MAX_ERROR = 300;
const MAX_STACK = 1_500;
const MAX_RUNS = 10;
const MAX_TEXT = 300;

/** One block of Block Kit. */
export interface SlackBlock {
	type: string;
	[property: string]: unknown;
}

/** A piece of text in a block. */
export interface RichText {
	type: 'text' | 'link';
	text: string;
	url?: string;
	style?: { bold?: boolean; code?: boolean };
}

/** What chat.postMessage takes, and what the Blocks field of n8n's Slack node takes as a whole. */
export interface SlackMessage {
	/** For notifications; escaped for Slack. */
	text: string;
	blocks: SlackBlock[];
}

/** The fields of the output item. */
export const slackFields: WriteFields = async (report, { includeStack }, giveWay) => {
	const message = await slackMessage(report, includeStack, giveWay);
	// A list of its own, since n8n's Slack node adds a block to the one in the message.
	return { text: message.text, message, blocks: [...message.blocks] };
};

/** The message for a report. */
export async function slackMessage(
	report: Report,
	includeStack: boolean,
	giveWay = atOnce,
): Promise<SlackMessage> {
	const draw = (outline: Outline) => blocksOf(outline, includeStack ? MAX_STACK : MAX_ERROR);
	const room = { maxRuns: MAX_RUNS, maxFailures: MAX_BLOCKS, fits: fitsMessage };
	return {
		text: escapedWithin(shortText(report, MAX_TEXT, true), MAX_TEXT, slackText),
		blocks: await fitted(report, draw, room, giveWay),
	};
}

/** Plain text that Slack's mrkdwn displays letter by letter: it contains no mention, link, formatting or reference. */
export function slackText(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/([@#]|:(?=\/\/)|www(?=\.))/gi, `$1${JOINER}`)
		.replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => LOOK_ALIKES[mark] ?? mark);
}

/** Slack has no escapes for its formatting characters. */
const LOOK_ALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

function blocksOf(outline: Outline, maxError: number): SlackBlock[] {
	const { overview, runs, moreRuns } = outline;
	return [
		header(outline),
		...(overview ? [richText(section([text(overview.reasons.join(' '))]))] : []),
		...runs.flatMap((run) => runBlocks(run, maxError)),
		...(moreRuns ? [context(moreRuns)] : []),
	];
}

function header({ verdict, title }: Outline): SlackBlock {
	return { type: 'header', text: plainText(line(`${headline(verdict)}: ${title}`, MAX_HEADER)) };
}

function runBlocks(run: OutlinedRun, maxError: number): SlackBlock[] {
	return [
		summary(run),
		...counts(run),
		...run.failures.map((failure) => failureBlock(failure, maxError)),
		...(run.moreFailures ? [context(run.moreFailures)] : []),
		...run.asides.map(({ label, names }) => context(clip(`${label}: ${names.join(', ')}`, 1_000))),
	];
}

function summary(run: OutlinedRun): SlackBlock {
	const own = run.ownVerdict ? [text(`\n${run.ownVerdict}`)] : [];
	const title = run.heading ? [text(`${headline(run.verdict)}: ${run.heading}\n`, { bold: true })] : [];
	const reasons = text(run.reasons.join('\n') || VERDICT_WORDS[run.verdict]);
	const facts = run.facts.flatMap(({ label, value }) => [text(`\n${label}: `, { bold: true }), text(value)]);
	const link = run.url ? [text('\n'), { type: 'link' as const, url: run.url, text: WORDS.openRun }] : [];
	return richText(section([...title, reasons, ...own, ...facts, ...link]));
}

function counts({ counts: known }: OutlinedRun): SlackBlock[] {
	if (known.length === 0) return [];
	return [{ type: 'section', fields: known.map(({ label, value }) => plainText(`${label}: ${value}`)) }];
}

function failureBlock(failure: ReportedFailure, maxError: number): SlackBlock {
	const { name, error, url, file } = failure;
	const named: RichText = url
		? { type: 'link', url, text: name, style: { bold: true } }
		: text(name, { bold: true });
	const remarks = remarksOf(failure);
	const badge = remarks.length > 0 ? [text(`  ${remarks.join(' · ')}`)] : [];
	const place = file ? [text(`\n${file}`)] : [];
	const details = error
		? [{ type: 'rich_text_preformatted', elements: [text(shortened(error, maxError))] }]
		: [];
	return richText(section([named, ...badge, ...place]), ...details);
}

function context(words: string): SlackBlock {
	return { type: 'context', elements: [plainText(words)] };
}

/** A block of text with formatting. */
export function richText(...elements: unknown[]): SlackBlock {
	return { type: 'rich_text', elements };
}

/** A part of such a block. */
export function section(elements: RichText[]) {
	return { type: 'rich_text_section', elements };
}

/** Text that Slack displays as it is. */
export function text(words: string, style?: RichText['style']): RichText {
	return style ? { type: 'text', text: words, style } : { type: 'text', text: words };
}

/** The same for headers and the like. With `emoji: false`, `:words:` stay as they are. */
export function plainText(words: string) {
	return { type: 'plain_text', text: words, emoji: false };
}

/** Whether Slack takes the blocks. They count as well: Slack refused less text in more blocks. */
export function fitsMessage(blocks: SlackBlock[]): boolean {
	return blocks.length <= MAX_BLOCKS && charactersOf(blocks) + blocks.length * 30 <= MAX_CHARACTERS;
}

function charactersOf(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 0;
	return Object.values(value).reduce<number>((sum, inner) => sum + charactersOf(inner), 0);
}
