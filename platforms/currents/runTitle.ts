/** The title of a run. Pure. */
import { objectOf, textOf } from '../../core/text/json';
import type { CurrentsRunMeta } from './wire';

/** The commit message that GitHub generates for testing a pull request, which is not a title. */
const MERGE_OF_GITHUB = /^Merge \S+ into \S/;

/**
 * The title of a run by the same rule as in the dashboard: the title of its pull request, otherwise its own title, the
 * commit message, or the CI build. `null` if none of them is known.
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

/** An id ends with the number of the pull request, e.g. `web-shop#71`. */
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
