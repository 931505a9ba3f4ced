/** The registry, which is the only list of report formats. The node's choices, notices, parameters and files follow from it. */

import type { OutputFormat } from './format';

/** All formats by the ids that workflows hold. */
export const outputFormats = {
	ctrf: {
		name: 'CTRF',
		description:
			'The JSON that tools for test reports share, as a file; with all tests where the run has them',
		usage:
			'The file is in the field "data", or the one named in the option "Put Output File in Field". Upload it with HTTP Request ("Body Content Type" set to "n8n Binary File"), or write it with Read/Write Files from Disk.',
		file: { extension: 'json', mimeType: 'application/json' },
		load: async () => (await import('./ctrf')).ctrfJson,
		loadDigest: async () => (await import('./digest/files')).ctrfDigest,
	},
	discord: {
		name: 'Discord',
		description: 'Embeds of a message',
		usage:
			'HTTP Request to the webhook URL of the channel: set "Method" to "POST", turn on "Send Body", set "Specify Body" to "Using JSON" and "JSON" to {{ $json.message }}. Or Discord: under "Embeds" set "Input Method" to "Raw JSON" and "Value" to {{ JSON.stringify($json.embeds[0]) }}.',
		file: null,
		load: async () => (await import('./discord')).discordFields,
		loadDigest: async () => (await import('./digest/discord')).discordDigest,
	},
	html: {
		name: 'HTML',
		description: 'A page with charts, as a file and as text for an e-mail',
		usage:
			'Send Email: set "Email Format" to "HTML", "HTML" to {{ $json.html }} and "Subject" to {{ $json.text }}. To attach the page, add the option "Attachments (File)" (on older n8n "Attachments") with "data". For a browser: Respond to Webhook with "Respond With" set to "Binary File".',
		file: { extension: 'html', mimeType: 'text/html' },
		load: async () => (await import('./html')).htmlPage,
		loadDigest: async () => (await import('./digest/html')).htmlDigest,
		loadFieldsBeside: async () => (await import('./html')).mailFields,
	},
	jira: {
		name: 'Jira',
		description: 'Summary, description and labels of an issue',
		usage:
			'Jira Software, Issue > Create, with your project and issue type: drag summary into "Summary". Under "Additional Fields" add "Description" with {{ $json.description }} and "Label Names or IDs" (on a Jira server "Labels") with {{ $json.labels }}. For one issue per problem, set "One Report Per" to "Failed Test"; a template does this and files none twice.',
		file: null,
		load: async () => (await import('./jira')).jiraFields,
		loadDigest: async () => (await import('./digest/jira')).jiraDigest,
		loadTicket: async () => (await import('./jira')).jiraTicket,
	},
	junit: {
		name: 'JUnit',
		description: 'The XML that CI servers read, as a file; with all tests where the run has them',
		usage:
			'The file is in the field "data", or the one named in the option "Put Output File in Field". Upload it with HTTP Request ("Body Content Type" set to "n8n Binary File"), or write it with Read/Write Files from Disk.',
		file: { extension: 'xml', mimeType: 'application/xml' },
		load: async () => (await import('./junit')).junitXml,
		loadDigest: async () => (await import('./digest/files')).junitDigest,
	},
	markdown: {
		name: 'Markdown',
		description: 'A comment for GitHub or GitLab',
		usage:
			'GitHub, Issue > Create Comment: set "Body" to {{ $json.markdown }}. To update one comment instead of adding more, look for the one that contains {{ $json.marker }}.',
		file: null,
		hasMarker: true,
		load: async () => (await import('./markdown')).markdownFields,
		loadDigest: async () => (await import('./digest/markdown')).markdownDigest,
	},
	slack: {
		name: 'Slack',
		description: 'Blocks and notification text',
		usage:
			'Slack, Message > Send: set "Message Type" to "Blocks", and drag message into "Blocks" or paste {{ $json.message }} there. The notification text is in it.',
		file: null,
		load: async () => (await import('./slack')).slackFields,
		loadDigest: async () => (await import('./digest/slack')).slackDigest,
	},
	teams: {
		name: 'Microsoft Teams',
		description: 'An Adaptive Card',
		usage:
			'In Teams, give the channel the workflow "Send webhook alerts to a channel" and copy its URL. Then HTTP Request to it: set "Method" to "POST", turn on "Send Body", set "Specify Body" to "Using JSON" and "JSON" to {{ $json.message }}. The node Microsoft Teams takes no cards, only "Message" {{ $json.text }}.',
		file: null,
		load: async () => (await import('./teams')).teamsFields,
		loadDigest: async () => (await import('./digest/teams')).teamsDigest,
	},
	text: {
		name: 'Text',
		description: 'One line, for a commit status or an SMS',
		usage: 'Wherever a short text goes: {{ $json.text }}.',
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
