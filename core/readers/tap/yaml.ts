/** The details of a test in TAP. Only a few fields are read: writers break the rules of YAML, so it decides nothing. */

import { readable } from '../errorText';

export interface Details {
	message: string | null;
	stack: string | null;
	failureType: string | null;
	durationMs: number | null;
}

const FIELD = /^(\s*)(\w{1,40}):\s?(.*)$/s;

/** Message, stack, kind of failure and duration, as far as they are there. */
export function detailsIn(lines: string[]): Details {
	if (lines.length === 0) return NO_DETAILS;
	const values = fieldsIn(lines);
	const duration = Number(values.get('duration_ms'));
	return {
		message: values.get('error') || values.get('message') || null,
		stack: values.get('stack') ?? null,
		failureType: values.get('failureType') ?? null,
		durationMs: values.has('duration_ms') && Number.isFinite(duration) ? duration : null,
	};
}

const NO_DETAILS: Details = { message: null, stack: null, failureType: null, durationMs: null };

/** The first value of each name, at whatever depth. */
function fieldsIn(lines: string[]): Map<string, string> {
	const values = new Map<string, string>();
	for (let at = 0; at < lines.length; at += 1) {
		const [, space, name, rest] = FIELD.exec(lines[at] as string) ?? [];
		if (name === undefined || space === undefined || rest === undefined) continue;
		const isBlock = /^[|>][-+]?$/.test(rest.trim());
		const end = isBlock ? endOfBlock(lines, at + 1, space.length) : at + 1;
		const value = isBlock ? blockOf(lines.slice(at + 1, end)) : unquoted(rest.trim());
		if (!values.has(name)) values.set(name, value);
		at = end - 1;
	}
	return values;
}

/** After the lines that are indented deeper than the field. */
function endOfBlock(lines: string[], start: number, indent: number): number {
	let end = start;
	while (
		end < lines.length &&
		/^\s*$|^\s+/.test(lines[end] as string) &&
		indentOf(lines[end] as string) > indent
	)
		end += 1;
	return end;
}

function indentOf(line: string): number {
	return line.trim() === '' ? Infinity : line.length - line.trimStart().length;
}

function blockOf(lines: string[]): string {
	const indent = lines.map(indentOf).reduce((least, one) => Math.min(least, one), Infinity);
	return readable(lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n')) ?? '';
}

function unquoted(text: string): string {
	const [, single, double] = /^'(.*)'$|^"(.*)"?$/s.exec(text) ?? [];
	if (single !== undefined) return single.replaceAll("''", "'");
	return double === undefined ? text : double.replace(/"$/, '').replaceAll('\\"', '"');
}
