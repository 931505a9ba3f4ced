/** Writes a report in the chosen format. */

import { atOnce, type GiveWay } from '../text/inTurns';
import { outputFormats, type FormatId } from './index';
import type { FormatSettings, OutputFormat } from './format';
import type { Report } from './report';
import { shortText } from './shortText';

/** Fields of the output item, and the file that belongs to it. */
export interface WrittenReport {
	/** One line of plain text; escaped in formats that say so. */
	text: string;
	file?: ReportFile;
	[field: string]: unknown;
}

/** A file to be put into the output item. */
export interface ReportFile {
	content: string;
	name: string;
	mimeType: string;
}

const MAX_TEXT = 300;

/** Writes the report in the format with the given id. */
export async function writeReport(
	report: Report,
	id: FormatId,
	settings: FormatSettings,
	giveWay: GiveWay = atOnce,
): Promise<WrittenReport> {
	const format: OutputFormat = outputFormats[id];
	const text = shortText(report, MAX_TEXT, true);
	if (format.file === null) {
		const write = await format.load();
		return { text, ...(await write(report, settings, giveWay)) };
	}
	const write = await format.load();
	const { extension, mimeType } = format.file;
	const content = await write(report, giveWay);
	const fieldsBeside = await format.loadFieldsBeside?.();
	return {
		text,
		...(await fieldsBeside?.(content, report, giveWay)),
		file: { content, name: fileName(report, extension), mimeType },
	};
}

function fileName({ runs }: Report, extension: string): string {
	if (runs.length > 1) return `test-runs.${extension}`;
	const id = runs[0].run.id.replace(/[^\w.-]+/g, '-').slice(0, 80);
	return `test-run-${id || 'report'}.${extension}`;
}
