/** What each format adds to the output item. */
import { ctrfJson } from '../../core/reports/ctrf';
import type { GiveWay } from '../../core/text/inTurns';
import { htmlPage } from '../../core/reports/html';
import { jiraIssue } from '../../core/reports/jira';
import { junitXml } from '../../core/reports/junit';
import { markdownComment } from '../../core/reports/markdown';
import type { Report } from '../../core/reports/report';
import { slackMessage } from '../../core/reports/slack';
import { shortText } from '../../core/reports/shortText';
import type { ReportParameters } from './parameters';

/** Fields of the output item, and the file that belongs to it. */
export interface Written {
	/** One line of plain text; of Slack's mrkdwn in the Slack format. */
	text: string;
	file?: { content: string; name: string; mimeType: string };
	[field: string]: unknown;
}

const MAX_TEXT = 300;
/** The longest description of a commit status that GitHub takes. */
const MAX_STATUS = 140;

/** Writes a report in the chosen format. */
export async function inFormat(
	report: Report,
	parameters: ReportParameters,
	giveWay?: GiveWay,
): Promise<Written> {
	const { format, marker } = parameters;
	const { includeStack, title } = parameters.report;
	const text = shortText(report, MAX_TEXT, true);
	switch (format) {
		case 'slack':
			return await slackMessage(report, includeStack, giveWay);
		case 'markdown':
			return { text, ...(await markdownComment(report, marker, giveWay)) };
		case 'jira':
			return { text, ...(await jiraIssue(report, includeStack, giveWay)) };
		case 'ctrf':
			return {
				text,
				file: {
					content: await ctrfJson(report, giveWay),
					name: fileName(report, 'json'),
					mimeType: 'application/json',
				},
			};
		case 'html':
			return {
				text,
				file: {
					content: await htmlPage(report, giveWay),
					name: fileName(report, 'html'),
					mimeType: 'text/html',
				},
			};
		case 'junit':
			return {
				text,
				file: {
					content: await junitXml(report, giveWay),
					name: fileName(report, 'xml'),
					mimeType: 'application/xml',
				},
			};
		default:
			return { text: shortText(report, MAX_STATUS, title !== null) };
	}
}

function fileName({ runs }: Report, extension: string): string {
	if (runs.length > 1) return `test-runs.${extension}`;
	const id = runs[0].run.id.replace(/[^\w.-]+/g, '-').slice(0, 80);
	return `test-run-${id || 'report'}.${extension}`;
}
