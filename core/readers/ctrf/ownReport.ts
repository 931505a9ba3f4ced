/** A CTRF report that this package wrote: names are as they stand, and what the format has no field for is beside it. */

import { nameOf } from '../errorText';
import { fields, list, text, texts, type Fields } from '../fields';
import { factsOfExtra, withExtra } from '../ownExtra';
import type { Reading, ReadTest } from '../reader';
import { testOf } from './ctrfTest';
import { factsOf } from './facts';

/** Reads `results`. `tool` is the tool that ran the tests. */
export function* readOwn(results: Fields, tool: string): Reading {
	const tests = list(results.tests).map(fields);
	const told = factsOf(results, tool);
	const facts = { ...told, ...(results.extra === undefined ? {} : factsOfExtra(results.extra)) };
	// An inconclusive run is written with a failed entry of its own, for readers that only know passed and failed. It is no test.
	const isVerdict = ({ extra }: Fields) =>
		Boolean(facts.undecidedBecause) && fields(extra).isVerdict === true;
	for (const test of tests) if (!isVerdict(test)) yield ownTest(test);
	const stated = (told.statedFailures ?? 0) - tests.filter(isVerdict).length;
	return { ...facts, statedFailures: stated };
}

function ownTest(test: Fields): ReadTest {
	const names = { title: nameOf(text(test.name)), suite: texts(test.suite).join(' > ') || null };
	return withExtra({ ...testOf(test, ''), ...names }, test.extra);
}
