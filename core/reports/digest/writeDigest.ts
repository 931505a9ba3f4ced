/** Writes a digest in the chosen format. */

import { atOnce, type GiveWay } from '../../text/inTurns';
import type { FormatSettings, OutputFormat } from '../format';
import { outputFormats, type FormatId } from '../index';
import type { WrittenReport } from '../writeReport';
import type { Digest } from './digest';
import { shortDigest } from './shortText';

const MAX_TEXT = 300;

/** Writes the digest in the format with the given id: the same fields and files as for a run. */
export async function writeDigest(
	digest: Digest,
	id: FormatId,
	settings: FormatSettings,
	giveWay: GiveWay = atOnce,
): Promise<WrittenReport> {
	const format: OutputFormat = outputFormats[id];
	const write = await format.loadDigest();
	const { fields, content } = await write(digest, settings, giveWay);
	const written = { text: shortDigest(digest, MAX_TEXT), ...fields };
	if (format.file === null || content === null) return written;
	const { extension, mimeType } = format.file;
	return { ...written, file: { content, name: `test-digest.${extension}`, mimeType } };
}
