/**
 * The registry of the formats that reports are written in: the only list of them. A further format is one entry; the
 * choices, files and parameters of the node are made of it.
 */

import type { OutputFormat } from './format';

/** All formats by the ids that workflows hold. */
export const outputFormats = {
	ctrf: {
		name: 'CTRF',
		description:
			'The JSON that tools for test reports share, as a file; with all tests where the run has them',
		file: { extension: 'json', mimeType: 'application/json' },
		load: async () => (await import('./ctrf')).ctrfJson,
	},
	html: {
		name: 'HTML',
		description: 'A page with charts, as a file',
		file: { extension: 'html', mimeType: 'text/html' },
		load: async () => (await import('./html')).htmlPage,
	},
	jira: {
		name: 'Jira',
		description: 'Summary, description and labels of an issue',
		file: null,
		load: async () => (await import('./jira')).jiraFields,
		loadTicket: async () => (await import('./jira')).jiraTicket,
	},
	junit: {
		name: 'JUnit',
		description: 'The XML that CI servers read, as a file; with all tests where the run has them',
		file: { extension: 'xml', mimeType: 'application/xml' },
		load: async () => (await import('./junit')).junitXml,
	},
	markdown: {
		name: 'Markdown',
		description: 'A comment for GitHub or GitLab',
		file: null,
		hasMarker: true,
		load: async () => (await import('./markdown')).markdownFields,
	},
	slack: {
		name: 'Slack',
		description: 'Blocks and notification text',
		file: null,
		load: async () => (await import('./slack')).slackFields,
	},
	text: {
		name: 'Text',
		description: 'One line, for a commit status or an SMS',
		file: null,
		load: async () => (await import('./shortText')).textFields,
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
