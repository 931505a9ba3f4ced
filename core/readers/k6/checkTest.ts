/** What a check of k6 is worth as a test. */

import { quantity } from '../../text/words';
import type { ReadTest } from '../reader';
import type { Check } from './checks';

/**
 * k6 never fails a run for its checks, but only for thresholds. So a check that did not always hold is neither passed nor
 * failed, unless a threshold judges how many have to hold.
 */
export function testOfCheck({ name, group, passes, fails }: Check, isJudged: boolean): ReadTest {
	const test = { title: name, suite: group };
	const made = passes + fails;
	if (made === 0) return { ...test, status: 'pending' };
	if (fails === 0) return { ...test, status: 'passed' };
	const message = `The check did not hold ${fails} of ${quantity(made, 'time')}.`;
	if (passes > 0 && isJudged) return { ...test, status: 'passed', flaky: true, attempts: made, message };
	return { ...test, status: 'other', attempts: made, message };
}
