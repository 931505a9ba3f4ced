/** Robot Framework's JSON output. */

import { nameOf } from '../errorText';
import { count, fields, objects, text, texts, type Fields } from '../fields';
import type { FileFacts, ReadTest } from '../reader';
import { seconds } from '../times';
import { addErrors, afterTeardown, outcomeOf, toolOf, type Ending } from './model';

/** A suite with what it has of those around it. */
interface Suite {
	fields: Fields;
	names: string[];
	source: string | null;
	/** Tear-downs of this suite and of those around it, the innermost first. */
	teardowns: Ending[];
}

/** The tests; what the output tells of the run is added to `facts`. */
export function* jsonTests(output: Fields, facts: FileFacts): Generator<ReadTest, void> {
	facts.tool = toolOf(text(output.generator) ?? '');
	facts.statedFailures = count(fields(fields(output.statistics).total).fail);
	const errors = objects(output.errors).filter(({ level }) => level === 'ERROR');
	addErrors(
		facts,
		errors.map(({ message }) => text(message) ?? ''),
	);
	yield* testsIn({ fields: fields(output.suite), names: [], source: null, teardowns: [] });
}

function* testsIn(parent: Suite): Generator<ReadTest, void> {
	const suite = { ...parent, names: [...parent.names, nameOf(text(parent.fields.name))] };
	suite.source = text(suite.fields.source) ?? parent.source;
	suite.teardowns = [endingOf(fields(suite.fields.teardown)), ...parent.teardowns];
	for (const test of objects(suite.fields.tests)) {
		yield suite.teardowns.reduce(afterTeardown, testOf(test, suite));
	}
	for (const inner of objects(suite.fields.suites)) yield* testsIn({ ...suite, fields: inner });
}

function testOf(test: Fields, { names, source }: Suite): ReadTest {
	return {
		title: nameOf(text(test.name)),
		suite: names.join(' > '),
		file: source,
		line: count(test.lineno),
		durationMs: seconds(test.elapsed_time),
		tags: texts(test.tags).map(nameOf),
		...outcomeOf(endingOf(test)),
	};
}

function endingOf({ status, message }: Fields): Ending {
	return { status: text(status) ?? '', message: text(message) ?? '' };
}
