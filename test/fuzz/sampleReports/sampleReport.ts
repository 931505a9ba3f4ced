/** What the reports of each format are made of. */

/** The texts of one kind of report. */
export interface SampleReport {
	/** Id of the format. */
	format: string;
	/** Which of the shapes of the format it is, where there are several. */
	shape?: string;
	/** Whether a failure shows in a single place, so that one byte can hide it. */
	tellsOnce?: boolean;
	/** The report, with failures or without. */
	text: (hasFailed: boolean) => string;
}

/** The text of a value as JSON. */
export const json = (value: unknown) => JSON.stringify(value);

/** One JSON a line. */
export const lines = (values: unknown[]) => values.map((value) => `${json(value)}\n`).join('');

/** What is there only in a report with failures. */
export const only = (hasFailed: boolean, text: string) => (hasFailed ? text : '');

/** The entries that are there only in a report with failures. */
export const list = <Entry>(hasFailed: boolean, ...entries: Entry[]): Entry[] => (hasFailed ? entries : []);
