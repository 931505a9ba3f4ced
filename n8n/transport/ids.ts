/** Checks values that are put into the path of a request. */
import { shortTextOf } from '../../core/text/json';

/** More layers of percent-encoding than any proxy decodes. */
const MOST_LAYERS = 5;

/**
 * The first segment of a path that would make the URL address something else, decoded once; `null` if there is none.
 * HTTP clients and proxies resolve `.` and `..`, even if percent-encoded, so that `/runs/..` is another URL; and
 * `/runs/` with an empty id is the list. No id contains U+FFFD, which replaces broken characters.
 *
 * @param path begins with a slash; its values are percent-encoded once
 */
export function unusableIdIn(path: string): string | null {
	const segments = path === '/' ? [] : segmentsOf(path);
	return segments.find((segment) => isUnusable(decoded(segment))) ?? null;
}

/** The segments of a path whose values are percent-encoded once, decoded. */
export function segmentsOf(path: string): string[] {
	return path.split('/').slice(1).map(decodeOnce);
}

/** An id from outside: a short text or number that {@link unusableIdIn} accepts; otherwise `null`. */
export function idOf(value: unknown): string | null {
	const id = shortTextOf(value);
	return id !== null && unusableIdIn(`/${encodeURIComponent(id)}`) === null ? id : null;
}

function isUnusable(id: string): boolean {
	return ['', '.', '..'].includes(id) || id.includes('\uFFFD');
}

function decoded(segment: string): string {
	let text = segment;
	for (let layer = 0; layer < MOST_LAYERS; layer++) {
		const next = decodeOnce(text);
		if (next === text) break;
		text = next;
	}
	return text.trim();
}

function decodeOnce(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
