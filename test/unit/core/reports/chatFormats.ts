/** The formats for chats: how each is written, what its receiver accepts, and how a person reads it. */
import { discordMessage, type DiscordMessage } from '../../../../core/reports/discord';
import type { Report } from '../../../../core/reports/report';
import { slackMessage } from '../../../../core/reports/slack';
import { adaptiveCard, messageOf } from '../../../../core/reports/teams';
import { messageViolations as teamsViolations } from './adaptiveCard';
import { blockViolations } from './blockKit';
import { messageViolations as discordViolations, unescaped } from './discordRules';

/** A written message. */
export interface ChatMessage {
	/** Why its receiver would refuse it; empty when it would not. */
	violations: string[];
	/** Its first line. */
	heading: string;
	/** All texts in it, as they are read. */
	words: string;
	/** The addresses that it links to. */
	urls: string[];
}

/** How the formats write a report. */
export const chatFormats: Record<
	'discord' | 'slack' | 'teams',
	(report: Report, includeStack: boolean) => Promise<ChatMessage>
> = {
	async discord(report, includeStack) {
		const message = await discordMessage(report, includeStack);
		return {
			violations: discordViolations(message),
			heading: message.embeds[0]!.title,
			words: unescaped(textsIn(message)),
			urls: discordUrls(message),
		};
	},
	async slack(report, includeStack) {
		const { blocks } = await slackMessage(report, includeStack);
		const [header] = blocks as unknown as Array<{ text: { text: string } }>;
		return {
			violations: blockViolations(blocks),
			heading: header!.text.text,
			words: textsIn(blocks),
			urls: urlsIn(blocks),
		};
	},
	async teams(report, includeStack) {
		const card = await adaptiveCard(report, includeStack);
		const [{ items }] = card.body as unknown as [{ items: Array<{ inlines: Array<{ text: string }> }> }];
		return {
			violations: teamsViolations(messageOf(card)),
			heading: items[0]!.inlines[0]!.text,
			words: textsIn(card),
			urls: urlsIn(card.body),
		};
	},
};

/** All texts in a JSON, without the characters that only keep something from acting. */
function textsIn(json: unknown): string {
	if (typeof json === 'string') return json.replaceAll('\u2060', '');
	if (typeof json !== 'object' || json === null) return '';
	return Object.values(json).map(textsIn).join('\n');
}

function urlsIn(json: unknown): string[] {
	return [...JSON.stringify(json).matchAll(/"url":("[^"]*")/g)].map(([, url]) => JSON.parse(url!) as string);
}

function discordUrls({ embeds }: DiscordMessage): string[] {
	const values = embeds.flatMap(({ fields = [] }) => fields.map(({ value }) => value));
	const linked = values.flatMap((value) => [...value.matchAll(/^\[Open the test\]\((.*)\)$/gm)]);
	return [...embeds.flatMap(({ url }) => url ?? []), ...linked.map(([, url]) => url!)];
}
