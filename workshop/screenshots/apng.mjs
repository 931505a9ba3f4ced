/** Joins PNG files into an animated one: its chunks are those of the files, so nothing has to be encoded. */
import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * An animated PNG, as of the PNG specification (third edition), that repeats for ever. Programs that do not know it show
 * the first frame.
 *
 * @param {Array<{ png: Buffer, ms: number }>} frames all of the same size, each with the time that it is shown
 * @returns {Buffer}
 * @throws {Error} if a frame has another size or kind of pixels than the first one
 */
export function animated(frames) {
	const parsed = frames.map(({ png, ms }) => ({ chunks: chunksOf(png), ms }));
	const header = dataOf(parsed[0].chunks, 'IHDR');
	const parts = [chunk('IHDR', header), chunk('acTL', numbers(frames.length, 0))];
	let sequence = 0;
	for (const [index, { chunks, ms }] of parsed.entries()) {
		if (!dataOf(chunks, 'IHDR').equals(header)) throw new Error(`frame ${index} has another size`);
		parts.push(chunk('fcTL', Buffer.concat([numbers(sequence++), frameControl(header, ms)])));
		for (const { data } of chunks.filter(({ type }) => type === 'IDAT')) {
			if (index === 0) parts.push(chunk('IDAT', data));
			else parts.push(chunk('fdAT', Buffer.concat([numbers(sequence++), data])));
		}
	}
	return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

/** @returns {Array<{ type: string, data: Buffer }>} */
function chunksOf(png) {
	const chunks = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		chunks.push({
			type: png.toString('latin1', at + 4, at + 8),
			data: png.subarray(at + 8, at + 8 + length),
		});
		at += 12 + length;
	}
	return chunks;
}

function dataOf(chunks, type) {
	return chunks.find((candidate) => candidate.type === type).data;
}

function chunk(type, data) {
	const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	return Buffer.concat([numbers(data.length), content, numbers(crc32(content))]);
}

/** The whole picture, for so many milliseconds, in place of the frame before. */
function frameControl(header, ms) {
	const delay = Buffer.alloc(6);
	delay.writeUInt16BE(ms, 0);
	delay.writeUInt16BE(1000, 2);
	return Buffer.concat([header.subarray(0, 8), numbers(0, 0), delay]);
}

function numbers(...values) {
	const bytes = Buffer.alloc(values.length * 4);
	for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
	return bytes;
}
