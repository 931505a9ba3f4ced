/** What a format of reports is. `index.ts` is the only list of them; what nodes offer follows from it. */

import type { GiveWay } from '../text/inTurns';
import type { Report } from './report';
import type { Problem, Ticket } from './tickets';

/** A format: one that makes a file, or one that adds fields to the output item. */
export type OutputFormat = FileFormat | FieldsFormat;

interface Described {
	/** As the list of formats shows it. */
	name: string;
	description: string;
	/** Set where comments carry a marker, by which a later report finds the one to update. */
	hasMarker?: true;
	/** Set where there is a ticket for each failed test. */
	loadTicket?(): Promise<WriteTicket>;
}

/** A format whose reports are files. */
export interface FileFormat extends Described {
	file: { extension: string; mimeType: string };
	/** Loaded with the first report, since n8n loads the list of formats at its start. */
	load(): Promise<(report: Report, giveWay: GiveWay) => Promise<string>>;
}

/** A format whose reports are fields of the output item. */
export interface FieldsFormat extends Described {
	file: null;
	/** As for a file. */
	load(): Promise<WriteFields>;
}

/** Makes the fields; `text` among them takes the place of the one that all formats have. */
export type WriteFields = (report: Report, settings: FormatSettings, giveWay: GiveWay) => Promise<object>;

/** Makes the ticket for one problem. */
export type WriteTicket = (problem: Problem, includeStack: boolean) => Ticket;

/** What the user chose beside what the report holds. */
export interface FormatSettings {
	/** Name in the marker of a comment; `null` for the default. */
	marker: string | null;
	/** Whether the user gave the report its title. */
	isTitled: boolean;
	includeStack: boolean;
}
