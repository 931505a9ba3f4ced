import { checkBlocks } from './block-kit.mjs';
import { demands, onlyKnown } from './refusal.mjs';

const TOKEN = 'xoxb-sandbox-placeholder';
const CHANNEL = { id: 'C0SANDBOX01', name: '#test-runs' };
const FIELDS = [
	'channel',
	'text',
	'blocks',
	'thread_ts',
	'reply_broadcast',
	'unfurl_links',
	'unfurl_media',
	'mrkdwn',
	// A setting of n8n's Slack node, which n8n also sends; Slack ignores it.
	'includeLinkToWorkflow',
];

/** Slack reports errors with status 200 and an error code in the body. */
const demand = demands((error) => ({ status: 200, answer: { ok: false, error } }));

/**
 * Simulates the part of Slack's Web API that the templates and n8n's panel of the Slack node use: one channel. Source:
 * docs.slack.dev, reference/methods: chat.postMessage, conversations.list, users.profile.get (with which n8n tests the
 * credential)
 */
export function createSlack() {
	/** @type {Array<{ ts: string, channel: string, text: string, blocks?: object[], thread_ts?: string, reply_broadcast?: boolean }>} */
	const messages = [];
	const channels = [{ id: CHANNEL.id, name: CHANNEL.name.slice(1), is_channel: true }];

	function postMessage(body) {
		onlyKnown(demand, body, FIELDS);
		const { channel, text, blocks, thread_ts: thread } = body;
		demand([CHANNEL.id, CHANNEL.name].includes(channel), `channel_not_found: ${channel}`);
		demand(blocks !== undefined || text, 'no_text');
		if (text !== undefined) checkText(text);
		if (blocks !== undefined) checkBlocks(demand, blocks);
		if (thread !== undefined) {
			demand(typeof thread === 'string', `invalid_thread_ts: ${thread} is a number`);
			demand(
				messages.some(({ ts }) => ts === thread),
				`thread_not_found: ${thread}`,
			);
		}
		// Ends with a zero, as real ones sometimes do: converting it to a number would lose that zero.
		const ts = `1700000000.${String((messages.length + 1) * 10).padStart(6, '0')}`;
		messages.push({ ...body, ts, channel: CHANNEL.id });
		return { body: { ok: true, channel: CHANNEL.id, ts, message: { type: 'message', text, ts } } };
	}

	function checkText(text) {
		demand(typeof text === 'string' && text !== '', 'no_text');
		demand(text.length <= 4000, 'msg_too_long');
		demand(!/<[!@#]/.test(text), `the text holds a mention: ${text}`);
	}

	return {
		host: 'slack.com',
		token: TOKEN,
		channel: CHANNEL,
		messages,
		authenticate: ({ authorization }) => demand(authorization === `Bearer ${TOKEN}`, 'invalid_auth'),
		routes: [
			{ method: 'POST', path: '/api/chat.postMessage', run: ({ body }) => postMessage(body) },
			{ method: 'GET', path: '/api/conversations.list', run: () => ({ body: { ok: true, channels } }) },
			{ method: 'GET', path: '/api/users.profile.get', run: () => ({ body: { ok: true, profile: {} } }) },
		],
	};
}
