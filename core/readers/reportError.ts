/** The one error that reading a report file ends in. */

/** What a {@link ReportError} is made of. */
interface Fault {
	/** Name of the file. */
	file: string;
	/** Line and column, or path of the property; left out for the whole file. */
	place?: string | null;
	/** What is wrong, continuing the file's name: `ends inside <testsuite>`. */
	problem: string;
	/** What to do, as a sentence. */
	advice: string;
}

/** A file that is damaged, cut off, empty, too large or of no known format. Its message names file, place and advice. */
export class ReportError extends Error {
	readonly file: string;
	readonly place: string | null;
	/** The message without the advice. */
	readonly fault: string;
	readonly advice: string;

	constructor({ file, place = null, problem, advice }: Fault) {
		const fault = `${file}${place ? `, ${place},` : ''} ${problem}`;
		super(`${fault}. ${advice}`);
		this.name = 'ReportError';
		this.file = file;
		this.place = place;
		this.fault = fault;
		this.advice = advice;
	}
}

/** Line and column as people count them. */
export function placeAt(line: number, column: number): string {
	return `line ${line}, column ${column}`;
}

/** What to do about a file that is not whole. */
export const WRITE_ANEW =
	'It was cut off or damaged on its way: let the tool write it again, and take it only when it has ended.';

/** What was thrown, as the error that it nearly always is. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}
