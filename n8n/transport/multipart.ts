/** Encodes files as a `multipart/form-data` body (RFC 7578). */
import { randomBytes } from 'crypto';

/** One file of the form. */
export interface FormFile {
	/** Name of the form field. */
	field: string;
	/** Name of the file. */
	name: string;
	/** Its media type. */
	type: string;
	content: Buffer;
}

/** The encoded body and its content type. */
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

/** Like browsers, percent-encodes the characters that would end the quoted name or the header line. */
function quotable(name: string): string {
	return name.replace(/["\r\n]/g, encodeURIComponent);
}

/** The media type comes from the user's file: anything but a plain media type could inject further headers. */
function oneLine(type: string): string {
	return /^[\w.+-]+\/[\w.+-]+(; ?[\w.+-]+=[\w.+-]+)*$/.test(type) ? type : 'application/octet-stream';
}
