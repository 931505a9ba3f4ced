/** A digest for Discord: one embed with a field for each list. */

import { escapedWithin } from '../clean';
import { discordText, fitsMessage, type DiscordEmbed } from '../discord';
import type { WriteDigest } from '../format';
import { type Digest, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';
import { shortDigest } from './shortText';

const COLOUR = 0x3558b8;
const MAX_TITLE = 256;
const MAX_DESCRIPTION = 1_500;
const MAX_FIELD = 1_024;
const MAX_LINE = 160;
const MAX_TEXT = 300;

/** The same fields as for a run. */
export const discordDigest: WriteDigest = async (digest, _, giveWay) => {
	const fits = (embed: DiscordEmbed) =>
		fitsMessage([embed]) && (embed.fields ?? []).every(({ value }) => value.length <= MAX_FIELD);
	const embeds = [await fittedDigest(digest, embedOf, fits, giveWay)];
	const text = shown(shortDigest(digest, MAX_TEXT), MAX_TEXT);
	return { fields: { text, message: { embeds, allowed_mentions: { parse: [] } }, embeds }, content: null };
};

function embedOf({ title, sentences, lists }: Digest): DiscordEmbed {
	return {
		title: shown(title, MAX_TITLE),
		color: COLOUR,
		description: sentences.map((sentence) => shown(sentence, MAX_DESCRIPTION / 6)).join('\n'),
		fields: lists.map(listField),
	};
}

function listField(list: DigestList): { name: string; value: string } {
	const { heading, entries, total, none, note } = list;
	const lines = entries.map(({ name, text }) => shown(`${name}: ${text}`, MAX_LINE));
	const more = total === 0 ? none : moreTests(list);
	return { name: heading, value: [...lines, more, note].filter((words) => words !== null).join('\n') };
}

function shown(words: string, max: number): string {
	return escapedWithin(words, max, discordText);
}
