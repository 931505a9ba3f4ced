/** Values that stand in the path of a request. */
import { shortTextOf } from '../../core/text/json';

/** More layers of percent-encoding than any proxy takes off. */
const MOST_LAYERS = 5;

/**
 * The first segment of a path that would lead elsewhere, as it was given; `null` when there is none. HTTP clients and
 * proxies take `.` and `..` for steps in the path, also percent-encoded, so that `/runs/..` is another address; and
 * `/runs/` without an id is the list. What is left of half a character (U+FFFD) is part of no id.
 *
 * @param path begins with a slash; its values are percent-encoded once
 */
export function unusableIdIn(path: string): string | null {
	const segments = path === '/' ? [] : path.split('/').slice(1);
	const unusable = segments.find((segment) => isUnusable(decoded(segment)));
	return unusable === undefined ? null : decodeOnce(unusable);
}

/** An ID from outside: a short text or a number that {@link unusableIdIn} has nothing against; else `null`. */
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
