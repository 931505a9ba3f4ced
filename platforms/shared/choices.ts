/** Searches in lists, for platforms that have no search of their own. */
import type { INodeListSearchResult } from 'n8n-workflow';

/** An entry of a picker. */
export interface Choice {
	name: string;
	value: string;
}

/** The entries whose name contains the text or whose value equals it, sorted by name. */
export function matchingChoices(choices: Choice[], filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return {
		results: choices
			.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase() === wanted)
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}
