/** JSON that was parsed already is written as `JSON.stringify` writes it, in many small steps. */
import * as fc from 'fast-check';

import { jsonText } from '../../../../core/readers/jsonText';
import { toEnd } from '../../../../core/readers/readReports';

test('writes what JSON.stringify writes', () => {
	const value = fc.oneof(
		fc.jsonValue(),
		fc.object({ withDate: true, maxDepth: 8 }),
		fc.anything({ maxDepth: 3 }),
	);
	fc.assert(
		fc.property(
			value.filter((one) => isWritable(one)),
			(one) => expect(toEnd(jsonText(one))).toBe(JSON.stringify(one) ?? 'null'),
		),
	);
	expect(toEnd(jsonText({ a: undefined, b: [undefined, { toJSON: () => 'c' }], d: {}, e: [] }))).toBe(
		'{"b":[null,"c"],"d":{},"e":[]}',
	);
});

test('pauses between the parts of a large value', () => {
	const specs = Array.from({ length: 300 }, (_, index) => ({ title: `pays ${index}`, tests: [] }));
	const steps = jsonText({ suites: [{ suites: [{ specs }] }] });
	let pauses = 0;
	while (!steps.next().done) pauses += 1;
	expect(pauses).toBeGreaterThanOrEqual(specs.length);
});

function isWritable(value: unknown): boolean {
	try {
		JSON.stringify(value);
		return true;
	} catch {
		return false;
	}
}
