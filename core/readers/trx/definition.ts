/** What a TRX file says of a test besides its results. */

import { nameOf } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { keepingLast } from '../text';
import { childOf, childrenOf, type XmlElement } from '../xml';
import type { TrxResult } from './result';

/** Class, tags and owner of a test. */
export interface Definition {
	className: string;
	tags: string[];
	owner: string | null;
}

/** Reads a `UnitTest`. */
export function definitionOf(element: XmlElement): Definition {
	return {
		className: classNameOf(childOf(element, 'TestMethod')?.attributes.className ?? ''),
		tags: childrenOf(childOf(element, 'TestCategory'), 'TestCategoryItem')
			.map(({ attributes }) => nameOf(attributes.TestCategory))
			.filter((tag) => tag !== ''),
		owner: nameOf(childOf(childOf(element, 'Owners'), 'Owner')?.attributes.name) || null,
	};
}

/** Older versions add the assembly with its version. */
const classNameOf = keepingLast((given) => (nameOf(given).split(',')[0] as string).trim());

/** The test of a result, which takes the names of its definition. Rows of a theory share their definition, so that its id is no identity. */
export function named({ test }: TrxResult, definition: Definition | undefined): ReadTest {
	if (!definition) return test;
	const { className, tags, owner } = definition;
	// A clean-up belongs to no method of a class.
	if (className === '' && test.title.startsWith('[')) return outside(test);
	const prefix = `${className}.`;
	const title = test.title.startsWith(prefix) ? test.title.slice(prefix.length) : test.title;
	return Object.assign(test, { title, suite: className || null, tags, owner });
}
