/** A test of a JUnit file that this package wrote: names are used unchanged, and a property holds what JUnit has no field for. */

import { WRITTEN_BY } from '../../model/writtenBy';
import { nameOf, readable } from '../errorText';
import { count, fields, type Fields } from '../fields';
import { parseShortJson } from '../json';
import { withExtra } from '../ownExtra';
import { instant, seconds } from '../times';
import { childrenOf, type XmlElement } from '../xml';
import { outcomeOf } from './outcome';
import { detailsOf, type CaseResult } from './testCase';

/** The test. `isVerdict`: it is no test, but the entry that makes an inconclusive run fail in other readers. */
export function ownCase(element: XmlElement): CaseResult & { isVerdict: boolean } {
	const { attributes } = element;
	const { failures, errors, ...outcome } = outcomeOf(element);
	const { tags, owner, attachments } = detailsOf(element, 'own');
	const extra = extraIn(element);
	const test = withExtra(
		{
			title: nameOf(attributes.name),
			suite: nameOf(attributes.classname) || null,
			file: attributes.file || null,
			line: count(attributes.line) || null,
			...outcome,
			...errorIn(element),
			durationMs: seconds(attributes.time),
			startedAt: instant(attributes.timestamp),
			...{ tags, owner, attachments },
		},
		extra,
	);
	return { test, failures, errors, isVerdict: extra.isVerdict === true };
}

function extraIn(element: XmlElement): Fields {
	const properties = childrenOf(element, 'properties').flatMap((list) => childrenOf(list, 'property'));
	const own = properties.find(({ attributes }) => attributes.name === WRITTEN_BY);
	return fields(parseShortJson(own?.attributes.value ?? 'null'));
}

const ERRORS = new Set(['failure', 'error', 'flakyFailure']);

function errorIn({ children }: XmlElement): { message: string | null; stack: string | null } {
	const element = children.find(({ name }) => ERRORS.has(name));
	const message = readable(element?.attributes.message);
	const stack = readable(element?.text);
	return { message, stack: stack === message ? null : stack };
}
