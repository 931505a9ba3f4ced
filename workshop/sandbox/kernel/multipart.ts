/** One file of a `multipart/form-data` body. */
export interface Part {
	/** Name of the form field. */
	name: string;
	filename: string | null;
	contentType: string | null;
	content: Buffer;
}

/** The limits of a platform for uploads. */
export interface UploadLimits {
	/** Name of the form field that each file must have. */
	field: string;
	maxFiles: number;
	maxFileBytes: number;
}

/** Parses a multipart body; if it is not valid, returns a sentence that says what is wrong. */
export function readParts(contentType: string, body: Buffer): Part[] | string {
	const [, boundary] = /^multipart\/form-data;\s*boundary="?([^";]+)"?$/i.exec(contentType.trim()) ?? [];
	if (!boundary) return `content type is "${contentType}", not multipart/form-data with a boundary`;
	// In Latin-1 each byte is one character, so positions in the text are also positions in the bytes.
	const text = body.toString('latin1');
	const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
	if (pieces.length < 3 || pieces[0] !== '' || !/^--(\r\n)?$/.test(pieces[pieces.length - 1])) {
		return 'the multipart body does not begin and end with its boundary';
	}
	const parts = pieces.slice(1, -1).map(readPart);
	return parts.find((part) => typeof part === 'string') ?? (parts as Part[]);
}

/** Returns the first difference between the parts and the limits, or null. */
export function inspectParts(parts: Part[], { field, maxFiles, maxFileBytes }: UploadLimits): string | null {
	if (parts.length === 0) return `form field \`${field}\` is missing`;
	if (parts.length > maxFiles) return `${parts.length} files are sent, at most ${maxFiles} are taken`;
	const stranger = parts.find(({ name }) => name !== field);
	if (stranger) return `unknown form field \`${stranger.name}\``;
	if (parts.some(({ filename }) => !filename)) return 'a file has no name';
	return parts.some(({ content }) => content.length > maxFileBytes) ? 'a file is too large' : null;
}

function readPart(piece: string): Part | string {
	const end = piece.indexOf('\r\n\r\n');
	if (!piece.startsWith('\r\n') || end < 0) return 'a part of the multipart body has no headers';
	const headers = piece.slice(2, end);
	const [, name] = /^content-disposition: form-data;.*?\bname="([^"]*)"/im.exec(headers) ?? [];
	if (name === undefined) return 'a part of the multipart body has no name';
	const filename = /^content-disposition:.*\bfilename="([^"]*)"/im.exec(headers)?.[1];
	return {
		name,
		filename: filename === undefined ? null : Buffer.from(filename, 'latin1').toString('utf8'),
		contentType: /^content-type: *(.+)$/im.exec(headers)?.[1] ?? null,
		content: Buffer.from(piece.slice(end + 4), 'latin1'),
	};
}
