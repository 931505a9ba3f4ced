/** What people call a run. Everything that displays a run uses this title. */

import { oneLine } from '../text/words';
import type { TestRun } from './TestRun';

/** What a title is made of. */
export type TitledRun = Pick<
	TestRun,
	'name' | 'commit' | 'project' | 'branch' | 'buildId' | 'platformName' | 'id'
>;

const MAX_TITLE = 200;
/** A commit message says why; its first words say enough. */
const MAX_COMMIT = 100;
const MAX_ID = 20;
/** Characters of a long hexadecimal id, as git and dashboards shorten it. */
const SHORT_ID = 8;

/** The message that GitHub gives the commit with which it tests a pull request. */
const MERGE_OF_GITHUB = /^Merge \S+ into \S/;

/** UUIDs, hashes and other long numbers that nobody knows by heart. */
const HEX_ID = /^(?=.{16})[0-9a-f]{8,}(?:-[0-9a-f]+)*$/i;

/**
 * The title on one line: the name of the run, which is the title of its pull request where the platform knows it; else the
 * first line of its commit message; else project, branch and build; else the platform and a short id. Never only an id.
 */
export function runTitle(run: TitledRun): string {
	const title = givenName(run) ?? commitLine(run) ?? origin(run);
	return oneLine(title ?? `${run.platformName} run ${shortId(run.id)}`, MAX_TITLE);
}

function givenName({ name, id, buildId }: TitledRun): string | null {
	const shown = visible(name);
	if (shown === null) return null;
	const rest = [id, buildId].reduce<string>((text, part) => (part ? text.replaceAll(part, '') : text), shown);
	const says = /[\p{L}\p{N}]/u.test(rest.replace(/\b(?:run|build)\b/gi, ''));
	return says || !/[\p{L}\p{N}]/u.test(shown) ? shown : null;
}

function commitLine({ commit }: TitledRun): string | null {
	const first = visible(commit?.message?.trim().split('\n')[0] ?? null);
	return first === null || MERGE_OF_GITHUB.test(first) ? null : oneLine(first, MAX_COMMIT);
}

/** E.g. `Shop, main, build 812`. A build alone does not say what was tested, so the platform is put before it. */
function origin({ project, branch, buildId, platformName }: TitledRun): string | null {
	const places = [visible(project?.name ?? null), visible(branch)].filter((place) => place !== null);
	const build = visible(buildId);
	if (places.length === 0)
		return build === null || HEX_ID.test(build) ? null : `${platformName} ${builtAs(build)}`;
	return [...places, ...(build === null ? [] : [builtAs(build)])].join(', ');
}

function builtAs(build: string): string {
	return `build ${shortId(build)}`;
}

function shortId(id: string): string {
	const shown = visible(id) ?? '';
	return HEX_ID.test(shown) ? shown.slice(0, SHORT_ID) : oneLine(shown, MAX_ID);
}

/** The text on one line; `null` if nothing of it can be seen. */
function visible(text: string | null): string | null {
	return text !== null && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.slice(0, MAX_TITLE * 2))
		? oneLine(text, MAX_TITLE)
		: null;
}
