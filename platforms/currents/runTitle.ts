/** What a person calls a run of Currents. Pure. */
import { objectOf, textOf } from '../../core/text/json';
import type { CurrentsRunMeta } from './wire';

/** What GitHub writes into the commit that it makes of a pull request to test it: no title that anyone gave. */
const MERGE_OF_GITHUB = /^Merge \S+ into \S/;

/**
 * The title of a run by the rule of the dashboard: what its pull request is called, else its own title, the commit
 * message, the CI build. `null` when none of them is known.
 */
export function runTitle(meta: CurrentsRunMeta | undefined): string | null {
	const { pr, title, commit, ciBuildId } = objectOf(meta) as CurrentsRunMeta;
	return (
		textOf(pr?.title) ??
		textOf(commit?.ghaEventData?.prTitle) ??
		numberedTitle(pr?.id) ??
		ownTitle(title) ??
		ownTitle(commit?.message) ??
		buildTitle(ciBuildId)
	);
}

/** An id ends in the number of the pull request, e.g. `web-shop#71`. */
function numberedTitle(id: unknown): string | null {
	const number = /(?:^|#)(\d+)$/.exec(textOf(id) ?? '')?.[1];
	return number ? `Pull Request #${number}` : null;
}

function ownTitle(text: unknown): string | null {
	const firstLine = textOf(text)?.split('\n')[0].trim();
	return firstLine && !MERGE_OF_GITHUB.test(firstLine) ? firstLine : null;
}

function buildTitle(ciBuildId: unknown): string | null {
	const id = textOf(ciBuildId);
	return id && `Run #${id}`;
}
