/** What a report format is. `index.ts` is the only list of formats; the choices and parameters of the node follow from it. */

import type { GiveWay } from '../text/inTurns';
import type { Digest } from './digest/digest';
import type { Report } from './report';
import type { Problem, Ticket } from './tickets';

/** A format creates a file, or adds fields to the output item. */
export type OutputFormat = FileFormat | FieldsFormat;

interface Described {
	/** As displayed in the list of formats. */
	name: string;
	description: string;
	/**
	 * Where the output goes, as a notice in the panel: nodes and fields by their labels, and expressions to paste, which
	 * have no leading `=`. Without tags, which n8n 2 takes out of notices.
	 */
	usage: string;
	/** Present if comments carry a marker, by which a later report finds the comment to update. */
	hasMarker?: true;
	/** Writes a digest of many runs, loaded as {@link FileFormat.load}. */
	loadDigest(): Promise<WriteDigest>;
	/** Present if the format can write a ticket for each failed test. */
	loadTicket?(): Promise<WriteTicket>;
}

/** A format whose reports are files. */
export interface FileFormat extends Described {
	file: { extension: string; mimeType: string };
	/** Loaded with the first report, because n8n loads the list of formats when it starts. */
	load(): Promise<(report: Report, giveWay: GiveWay) => Promise<string>>;
	/** Present if there are also fields in the output item. */
	loadFieldsBeside?(): Promise<WriteFieldsBeside>;
}

/** A format whose reports are fields of the output item. */
export interface FieldsFormat extends Described {
	file: null;
	/** Loaded with the first report, as for a file. */
	load(): Promise<WriteFields>;
}

/** Creates the fields. A `text` among them replaces the one that all formats have. */
export type WriteFields = (report: Report, settings: FormatSettings, giveWay: GiveWay) => Promise<object>;

/** Creates the fields that come with a file, whose content is given. */
export type WriteFieldsBeside = (content: string, report: Report, giveWay: GiveWay) => Promise<object>;

/** Creates the fields of the output item for a digest, and in formats that create files the content of the file. */
export type WriteDigest = (
	digest: Digest,
	settings: FormatSettings,
	giveWay: GiveWay,
) => Promise<{ fields: object; content: string | null }>;

/** Creates the ticket for one problem. */
export type WriteTicket = (problem: Problem, includeStack: boolean) => Ticket;

/** Choices of the user that are not part of the report. */
export interface FormatSettings {
	/** Name in the marker of a comment; `null` = the default. */
	marker: string | null;
	/** Whether the title of the report is from the user. */
	isTitled: boolean;
	includeStack: boolean;
}
