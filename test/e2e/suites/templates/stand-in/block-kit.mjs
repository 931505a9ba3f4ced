/**
 * Refuses blocks that Slack would refuse, and also mentions. Supports all blocks of text messages. Source:
 * docs.slack.dev, reference/block-kit
 *
 * @param {(condition: unknown, message: string) => void} demand
 * @param {any[]} blocks
 */
export function checkBlocks(demand, blocks) {
	const check = (condition, what) => demand(condition, `invalid_blocks: ${what}`);
	check(Array.isArray(blocks) && blocks.length > 0, 'no blocks');
	check(blocks.length <= 50, `${blocks.length} blocks`);
	for (const block of blocks) {
		check(Object.hasOwn(BLOCKS, block?.type), `a block of type ${block?.type}`);
		BLOCKS[block.type](check, block);
	}
	check(!/<[!@#]/.test(JSON.stringify(blocks)), 'a mention');
}

const BLOCKS = {
	divider: () => {},
	header: (check, { text }) => checkText(check, text, 150, ['plain_text']),
	section: (check, { text, fields, accessory }) => {
		check(text || fields, 'a section without text');
		if (text) checkText(check, text, 3000);
		if (fields) checkList(check, fields, 10, (field) => checkText(check, field, 2000));
		if (accessory) checkButton(check, accessory);
	},
	context: (check, { elements }) =>
		checkList(check, elements, 10, (element) => checkText(check, element, 3000)),
	actions: (check, { elements }) => checkList(check, elements, 25, (element) => checkButton(check, element)),
	rich_text: (check, { elements }) =>
		checkList(check, elements, 1000, (element) => checkRichText(check, element)),
};

const RICH_TEXTS = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

function checkRichText(check, { type, elements }) {
	check(RICH_TEXTS.includes(type), `rich text of type ${type}`);
	checkList(check, elements, 1000, (element) => {
		if (type === 'rich_text_list') return checkRichText(check, element);
		check(['text', 'link', 'emoji'].includes(element.type), `a rich text element of type ${element.type}`);
		if (element.type === 'text') check(element.text?.length > 0, 'an empty rich text element');
		if (element.type === 'link') check(/^https?:\/\//.test(element.url), `a link to ${element.url}`);
	});
}

function checkButton(check, { type, text, url }) {
	check(type === 'button', `an element of type ${type}`);
	checkText(check, text, 75, ['plain_text']);
	check(
		url === undefined || (/^https?:\/\//.test(url) && url.length <= 3000),
		`a button that leads to ${url}`,
	);
}

function checkText(check, text, limit, types = ['plain_text', 'mrkdwn']) {
	check(types.includes(text?.type), `a text of type ${text?.type}`);
	check(text.text?.length > 0, 'an empty text');
	check(text.text.length <= limit, `a text of ${text.text.length} characters`);
}

function checkList(check, list, limit, checkEntry) {
	check(Array.isArray(list) && list.length > 0 && list.length <= limit, 'a list that is empty or too long');
	list.forEach(checkEntry);
}
