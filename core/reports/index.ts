/** The registry, which is the only list of report formats. The node's choices, notices, parameters and files follow from it. */

import type { OutputFormat } from './format';

/** All formats by the ids that workflows hold. */
export const outputFormats = {
	ctrf: {
		name: 'CTRF',
		description:
			'The JSON that tools for test reports share, as a file; with all tests where the run has them',
		usage:
			'The file is in the field named under <i>Put Output File in Field</i>: upload it with <b>HTTP Request</b> (Body Content Type <i>n8n Binary File</i>), or write it with <b>Read/Write Files from Disk</b>.',
		file: { extension: 'json', mimeType: 'application/json' },
		load: async () => (await import('./ctrf')).ctrfJson,
		loadDigest: async () => (await import('./digest/files')).ctrfDigest,
	},
	discord: {
		name: 'Discord',
		description: 'Embeds of a message',
		usage:
			'<b>HTTP Request</b> to the webhook URL of the channel: Method <i>POST</i>, Send Body on, Specify Body <i>Using JSON</i>, JSON <code>{{ $json.message }}</code>. Or <b>Discord</b>, Embeds, Input Method <i>Raw JSON</i>, Value <code>{{ JSON.stringify($json.embeds[0]) }}</code>.',
		file: null,
		load: async () => (await import('./discord')).discordFields,
		loadDigest: async () => (await import('./digest/discord')).discordDigest,
	},
	html: {
		name: 'HTML',
		description: 'A page with charts, as a file and as text for an e-mail',
		usage:
			'<b>Send Email</b>: Email Format <i>HTML</i>, HTML <code>{{ $json.html }}</code>, Subject <code>{{ $json.text }}</code>; to attach the page, Attachments (File) <code>data</code>. For a browser: <b>Respond to Webhook</b>, Respond With <i>Binary File</i>.',
		file: { extension: 'html', mimeType: 'text/html' },
		load: async () => (await import('./html')).htmlPage,
		loadDigest: async () => (await import('./digest/html')).htmlDigest,
		loadFieldsBeside: async () => (await import('./html')).mailFields,
	},
	jira: {
		name: 'Jira',
		description: 'Summary, description and labels of an issue',
		usage:
			'<b>Jira</b>, Issue, Create, with your project and issue type: drag <code>summary</code> into Summary; under Additional Fields add Description <code>{{ $json.description }}</code> and Label Names or IDs <code>{{ $json.labels }}</code>. For an issue each, choose One Report Per <i>Failed Test</i>; a template files none twice.',
		file: null,
		load: async () => (await import('./jira')).jiraFields,
		loadDigest: async () => (await import('./digest/jira')).jiraDigest,
		loadTicket: async () => (await import('./jira')).jiraTicket,
	},
	junit: {
		name: 'JUnit',
		description: 'The XML that CI servers read, as a file; with all tests where the run has them',
		usage:
			'The file is in the field named under <i>Put Output File in Field</i>: upload it with <b>HTTP Request</b> (Body Content Type <i>n8n Binary File</i>), or write it with <b>Read/Write Files from Disk</b>.',
		file: { extension: 'xml', mimeType: 'application/xml' },
		load: async () => (await import('./junit')).junitXml,
		loadDigest: async () => (await import('./digest/files')).junitDigest,
	},
	markdown: {
		name: 'Markdown',
		description: 'A comment for GitHub or GitLab',
		usage:
			'<b>GitHub</b>, Issue, Create Comment, Body <code>{{ $json.markdown }}</code>. To update one comment instead, look for the one that contains <code>{{ $json.marker }}</code>.',
		file: null,
		hasMarker: true,
		load: async () => (await import('./markdown')).markdownFields,
		loadDigest: async () => (await import('./digest/markdown')).markdownDigest,
	},
	slack: {
		name: 'Slack',
		description: 'Blocks and notification text',
		usage:
			'<b>Slack</b>, Message, Send, Message Type <i>Blocks</i>: drag <code>message</code> into Blocks, or paste <code>{{ $json.message }}</code>. The notification text is in it.',
		file: null,
		load: async () => (await import('./slack')).slackFields,
		loadDigest: async () => (await import('./digest/slack')).slackDigest,
	},
	teams: {
		name: 'Microsoft Teams',
		description: 'An Adaptive Card',
		usage:
			'In Teams, give the channel the workflow <i>Send webhook alerts to a channel</i> and copy its URL. Then <b>HTTP Request</b> to it: Method <i>POST</i>, Send Body on, Specify Body <i>Using JSON</i>, JSON <code>{{ $json.message }}</code>. The node <b>Microsoft Teams</b> takes no cards, only Message <code>{{ $json.text }}</code>.',
		file: null,
		load: async () => (await import('./teams')).teamsFields,
		loadDigest: async () => (await import('./digest/teams')).teamsDigest,
	},
	text: {
		name: 'Text',
		description: 'One line, for a commit status or an SMS',
		usage: 'Wherever a short text goes: <code>{{ $json.text }}</code>.',
		file: null,
		load: async () => (await import('./shortText')).textFields,
		loadDigest: async () => (await import('./digest/shortText')).textDigest,
	},
} satisfies Record<string, OutputFormat>;

/** Id of a format. */
export type FormatId = keyof typeof outputFormats;

/** A format with its id. */
export type ListedFormat = OutputFormat & { id: FormatId };

/** All formats with their ids. */
export const formatList = listOf(outputFormats);

/** The formats of such a table with their ids. */
export function listOf(formats: Record<string, OutputFormat>): ListedFormat[] {
	return Object.entries(formats).map(([id, format]) => ({ ...format, id: id as FormatId }));
}
