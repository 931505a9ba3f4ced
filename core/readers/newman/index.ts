/** Newman's JSON: the requests of a Postman collection, with their assertions as tests. */

import { fields, isObject, number, objects, text, type Fields } from '../fields';
import { nameOf } from '../errorText';
import type { FileFacts, ReportFormat } from '../reader';
import { instant } from '../times';
import { errorsOf, requestFailures, runErrors } from './errors';
import { testsOf } from './assertions';
import { pathsIn } from './paths';
import { placeOf } from './place';

export const newman: ReportFormat = {
	id: 'newman',
	name: 'Newman',
	detects(content) {
		if (content.kind !== 'json') return false;
		const { collection, run } = fields(content.value);
		return isObject(collection) && Array.isArray(fields(run).executions);
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		const run = fields(report.run);
		const paths = pathsIn(fields(report.collection));
		const failures = requestFailures(run);
		for (const execution of objects(run.executions)) {
			const place = placeOf(execution, paths);
			yield testsOf(execution, place);
			yield errorsOf(execution, place, failures);
		}
		yield runErrors(run);
		return factsOf(report, run);
	},
};

function factsOf(report: Fields, run: Fields): FileFacts {
	const { started, completed } = fields(run.timings);
	return {
		tool: { name: 'Newman', version: null },
		name: nameOf(text(fields(fields(report.collection).info).name)) || null,
		startedAt: instant(started),
		finishedAt: instant(completed),
		statedFailures: number(fields(fields(run.stats).assertions).failed),
	};
}
