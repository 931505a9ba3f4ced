/** Files as a `multipart/form-data` body (RFC 7578). */
import { randomBytes } from 'crypto';

/** A file of a form. */
export interface FormFile {
	/** Name of the form field. */
	field: string;
	/** Name of the file. */
	name: string;
	/** Its media type. */
	type: string;
	content: Buffer;
}

/** The body with its content type. */
export function multipart(files: FormFile[]): { body: Buffer; contentType: string } {
	const boundary = randomBytes(24).toString('hex');
	const parts = files.flatMap(({ field, name, type, content }) => [
		Buffer.from(
			`--${boundary}\r\n` +
				`Content-Disposition: form-data; name="${quotable(field)}"; filename="${quotable(name)}"\r\n` +
				`Content-Type: ${oneLine(type)}\r\n\r\n`,
		),
		content,
		Buffer.from('\r\n'),
	]);
	return {
		body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}

/** As browsers write names: what would end the quotes or the line is percent-encoded. */
function quotable(name: string): string {
	return name.replace(/["\r\n]/g, encodeURIComponent);
}

/** A media type is not worth a header of somebody's choice. */
function oneLine(type: string): string {
	return /^[\w.+-]+\/[\w.+-]+(; ?[\w.+-]+=[\w.+-]+)*$/.test(type) ? type : 'application/octet-stream';
}
