/** What runs around the tests of Allure results, and the files that belong to them. */

import { errorWithin, nameOf } from '../errorText';
import { fields, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { ReadTest } from '../reader';

/** Set-ups and tear-downs that failed: a test stays passed when what cleans up behind it fails. */
export function fixtureErrors({ befores, afters }: Fields): ReadTest[] {
	return [...objects(befores), ...objects(afters)].filter(isFailed).map((fixture) => {
		const { message, trace } = fields(fixture.statusDetails);
		return outside({
			title: `Fixture ${nameOf(text(fixture.name))} failed`,
			...errorWithin(text(message), text(trace)),
		});
	});
}

/** Errors outside any test, of hooks for example. */
export function globalErrors({ errors }: Fields): ReadTest[] {
	return objects(errors).map(({ message, trace }) =>
		outside({ title: 'Error outside any test', ...errorWithin(text(message), text(trace)) }),
	);
}

function isFailed({ status }: Fields): boolean {
	return status === 'failed' || status === 'broken';
}

/** Names of the files that are attached to a test or fixture, or to a step of it. */
export function attachmentSources(file: Fields): string[] {
	const own = objects(file.attachments).map(({ source }) => text(source) ?? '');
	const parts = [...objects(file.steps), ...objects(file.befores), ...objects(file.afters)];
	return [...own, ...parts.flatMap(attachmentSources)];
}
