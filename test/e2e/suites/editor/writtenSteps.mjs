/** Steps that are written down for users, so that a walk clicks and pastes what they read. */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';

/**
 * What stands out in a step: `strong` are nodes, `em` are labels, buttons and choices, `code` is to be typed or pasted,
 * `links` are the targets of links. Each in the order of the text.
 *
 * @typedef {{ strong: string[], em: string[], code: string[], links: string[] }} WrittenStep
 */

/**
 * The numbered lists below a heading of the README, in order.
 *
 * @param {string} heading
 * @returns {Promise<WrittenStep[][]>}
 * @throws {Error} if there is no such heading
 */
export async function readmeSteps(heading) {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { default: MarkdownIt } = await import('markdown-it');
	const text = fs.readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
	const tokens = new MarkdownIt().parse(text, {});
	const start = tokens.findIndex(
		({ type, content }, index) => content === heading && tokens[index - 1]?.type === 'heading_open' && type,
	);
	if (start < 0) throw new Error(`the README has no heading '${heading}'`);
	const below = tokens.slice(start + 1);
	const end = below.findIndex(({ type }) => type === 'heading_open');
	return numberedLists(end < 0 ? below : below.slice(0, end));
}

function numberedLists(tokens) {
	/** @type {WrittenStep[][]} */
	const lists = [];
	let isInside = false;
	for (const { type, children } of tokens) {
		if (type === 'ordered_list_open') lists.push([]);
		if (type.startsWith('ordered_list_')) isInside = type.endsWith('open');
		if (isInside && type === 'list_item_open') lists.at(-1).push({ strong: [], em: [], code: [], links: [] });
		if (isInside && type === 'inline') addMarks(lists.at(-1).at(-1), children);
	}
	return lists;
}

/** @param {WrittenStep} step */
function addMarks(step, tokens) {
	for (const [index, token] of tokens.entries()) {
		if (token.type === 'code_inline') step.code.push(token.content);
		if (token.type === 'link_open') step.links.push(token.attrGet('href'));
		if (token.type === 'strong_open') step.strong.push(tokens[index + 1].content);
		if (token.type === 'em_open') step.em.push(tokens[index + 1].content);
	}
}
