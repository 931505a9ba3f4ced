/** Errors of a test file as a whole: it does not load, or something outside its tests broke. */

import { splitError } from '../errorText';
import { list, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { withoutHeading } from './message';

const HEADING = '● Test suite failed to run';

/**
 * The error of a file, if there is one that its tests do not tell: Jest hides it in the text behind other failures, and
 * Vitest writes none at all when a hook breaks.
 */
export function fileErrorOf(file: Fields, hasFailedTest: boolean, isVitest: boolean): ReadTest | null {
	const message = text(file.message) ?? '';
	const own = isVitest ? message : sectionIn(message);
	const isFailed = file.status === 'failed';
	if (isVitest ? !isFailed || hasFailedTest : own === '' && (!isFailed || hasFailedTest)) return null;
	const name = text(file.name);
	const shown = name?.split(/[\\/]/).at(-1) ?? 'A file';
	const isEmpty = list(file.assertionResults).length === 0;
	const error = splitError(
		withoutHeading(own || message) ?? 'The report says that the file failed, and no more.',
	);
	return outside({
		title: isEmpty ? `${shown} does not load` : `${shown}: error outside its tests`,
		file: name,
		...error,
	});
}

/** What Jest says of the file, up to the failure of the next test. */
function sectionIn(message: string): string {
	const start = message.indexOf(HEADING);
	if (start < 0) return '';
	const end = message.indexOf('\n  ● ', start + HEADING.length);
	return message.slice(start, end < 0 ? undefined : end);
}
