/** The assertions of one request. */

import { errorOf, nameOf } from '../errorText';
import { fields, isObject, objects, text, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import type { Place } from './place';

/** Each assertion is a test. A request without any is none. */
export function testsOf({ assertions }: Fields, { suite, group }: Place): ReadTest[] {
	return objects(assertions).map((assertion) => {
		const { message, stack } = fields(assertion.error);
		const isFailed = isObject(assertion.error);
		return {
			title: nameOf(text(assertion.assertion)),
			suite,
			group,
			status: isFailed ? 'failed' : assertion.skipped === true ? 'skipped' : 'passed',
			...(isFailed ? errorOf(text(message), text(stack)) : {}),
		};
	});
}
