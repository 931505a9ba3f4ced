/**
 * Discord: embeds, and the message that carries them to a channel's webhook. Discord reads Markdown in the texts of
 * embeds, so the texts of a platform are escaped or put into code blocks. Mentions are switched off for the message.
 *
 * Limits: 10 embeds, 6,000 characters in all; 256 for a title or the name of a field, 4,096 for a description, 1,024 for
 * the value of a field, 2,048 for a footer; 25 fields per embed. Of embeds with one address only the first is displayed
 * (docs.discord.com/developers/resources/message, docs.discord.com/developers/resources/webhook).
 */

import { atOnce } from '../text/inTurns';
import type { Verdict } from '../model/TestRun';
import { clip, escapedWithin, JOINER } from './clean';
import { shortened } from './errorText';
import { remarksOf, type ReportedFailure } from './failure';
import { fitted } from './fit';
import type { WriteFields } from './format';
import type { Outline, OutlinedRun, Overview, RunRow } from './outline';
import type { Aside, Fact, Report } from './report';
import { shortText } from './shortText';
import { headline, WORDS } from './words';

const MAX_EMBEDS = 10;
const MAX_CHARACTERS = 6_000;
const MAX_FIELDS = 25;
const MAX_NAME = 256;
const MAX_DESCRIPTION = 4_096;
const MAX_FIELD = 1_024;

const MAX_TEXT = 300;
const MAX_ERROR = 300;
const MAX_STACK = 900;
const MAX_REASONS = 1_200;
const MAX_VALUE = 80;
const MAX_FILE = 200;
const MAX_ASIDE = 200;
const MAX_FOOTER = 400;
const MAX_OVERVIEW = 600;
/** Longer addresses would leave no room for the error in a field. */
const MAX_URL = 400;

/** An embed, as far as the report uses it. */
export interface DiscordEmbed {
	title: string;
	url?: string;
	color: number;
	description: string;
	fields?: Array<{ name: string; value: string }>;
	footer?: { text: string };
}

/** What a webhook of a channel takes. */
export interface DiscordMessage {
	embeds: DiscordEmbed[];
	allowed_mentions: { parse: [] };
}

const COLOURS: Record<Verdict, number> = {
	passed: 0x15803d,
	failed: 0xc42b2b,
	inconclusive: 0xb7791f,
	pending: 0x3558b8,
};

/** The fields of the output item. */
export const discordFields: WriteFields = async (report, { includeStack }, giveWay) => {
	const message = await discordMessage(report, includeStack, giveWay);
	return {
		text: escapedWithin(shortText(report, MAX_TEXT, true), MAX_TEXT, discordText),
		message,
		embeds: message.embeds,
	};
};

/** The message for a report. */
export async function discordMessage(
	report: Report,
	includeStack: boolean,
	giveWay = atOnce,
): Promise<DiscordMessage> {
	const draw = (outline: Outline) => embedsOf(outline, includeStack ? MAX_STACK : MAX_ERROR);
	const room = { maxRuns: MAX_EMBEDS - 1, maxFailures: (MAX_EMBEDS - 1) * MAX_FIELDS, fits: fitsMessage };
	return { embeds: await fitted(report, draw, room, giveWay), allowed_mentions: { parse: [] } };
}

/**
 * Text on one line that Discord displays letter by letter. Its marks are escaped; a mention, a channel, an emoji or an
 * address is broken up, since these cannot be.
 */
export function discordText(text: string): string {
	return text
		.replace(/[\\*_~`|[\]<>]/g, '\\$&')
		.replace(/^(\s*)([-+#]|\d+(?=\.))/, (_, space: string, mark: string) =>
			/\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
		)
		.replace(/[@#:](?=\S)/g, `$&${JOINER}`);
}

function embedsOf(outline: Outline, maxError: number): DiscordEmbed[] {
	const { title, verdict, overview, runs, moreRuns } = outline;
	const embeds = runs.map((run) => runEmbed(run, run.heading ?? title, maxError));
	const all = overview ? [overviewEmbed(title, verdict, overview, moreRuns), ...embeds] : embeds;
	const urls = all.map(({ url }) => url);
	return all.map(({ url, ...embed }, index) =>
		url === undefined || urls.indexOf(url) < index ? embed : { ...embed, url },
	);
}

function overviewEmbed(
	title: string,
	verdict: Verdict,
	{ reasons, rows }: Overview,
	moreRuns: string | null,
): DiscordEmbed {
	return {
		...headOf(verdict, title),
		description: [shown(reasons.join(' '), MAX_OVERVIEW), ...rows.map(rowLine)].join('\n'),
		...(moreRuns ? { footer: { text: moreRuns } } : {}),
	};
}

function rowLine({ verdict, title, passed, failed }: RunRow): string {
	return `${headline(verdict)}: **${shown(title, MAX_VALUE)}** · Passed: ${passed} · Failed: ${failed}`;
}

function runEmbed(run: OutlinedRun, title: string, maxError: number): DiscordEmbed {
	const fields = [
		...run.failures.map((failure) => failureField(failure, maxError)),
		...run.asides.map(asideField),
	];
	return {
		...headOf(run.verdict, title),
		...(run.url ? { url: run.url } : {}),
		description: [
			shown(run.reasons.join(' '), MAX_REASONS),
			...(run.ownVerdict ? [shown(run.ownVerdict, MAX_TEXT)] : []),
			...(run.counts.length > 0
				? [run.counts.map(({ label, value }) => `${label}: ${value}`).join(' · ')]
				: []),
			...run.facts.map(factLine),
		].join('\n'),
		...(fields.length > 0 ? { fields } : {}),
		// A footer is plain text.
		...(run.moreFailures ? { footer: { text: clip(run.moreFailures, MAX_FOOTER) } } : {}),
	};
}

function headOf(verdict: Verdict, title: string): Pick<DiscordEmbed, 'title' | 'color'> {
	return { title: shown(`${headline(verdict)}: ${title}`, MAX_NAME), color: COLOURS[verdict] };
}

function factLine({ label, value }: Fact): string {
	return `**${label}:** ${shown(value, MAX_VALUE)}`;
}

function asideField({ label, names }: Aside): { name: string; value: string } {
	return { name: label, value: shown(names.join(', '), MAX_ASIDE) };
}

function failureField(failure: ReportedFailure, maxError: number): { name: string; value: string } {
	const { name, error, url, file } = failure;
	const place = [...remarksOf(failure), ...(file ? [shown(file, MAX_FILE)] : [])].join(' · ');
	const link = url !== null && url.length <= MAX_URL ? `[${WORDS.openTest}](${url})` : '';
	const fence = '```';
	const room = MAX_FIELD - place.length - link.length - 2 * fence.length - 4;
	const block =
		error === null ? WORDS.noError : `${fence}\n${inFence(error, Math.min(maxError, room))}\n${fence}`;
	return { name: shown(name, MAX_NAME), value: [place, block, link].filter(Boolean).join('\n') };
}

/** Nothing is escaped in a code block; only three backticks end it. */
function inFence(error: string, max: number): string {
	return escapedWithin(shortened(error, max), max, (text) => text.replace(/``(?=`)/g, `$&${JOINER}`));
}

function shown(text: string, max: number): string {
	return escapedWithin(text, max, discordText);
}

/** Whether Discord takes a message with these embeds. */
export function fitsMessage(embeds: DiscordEmbed[]): boolean {
	const isSmall = ({ description, fields = [] }: DiscordEmbed) =>
		description.length <= MAX_DESCRIPTION && fields.length <= MAX_FIELDS;
	const characters = embeds.reduce((sum, embed) => sum + charactersOf(embed), 0);
	return embeds.length <= MAX_EMBEDS && characters <= MAX_CHARACTERS && embeds.every(isSmall);
}

function charactersOf({ title, description, fields = [], footer }: DiscordEmbed): number {
	const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
	return title.length + description.length + inFields + (footer?.text.length ?? 0);
}
