/** Robot Framework's output, as XML and as JSON. */

import { fields, isObject } from '../fields';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { readXml } from '../xml';
import { jsonTests } from './json';
import { listenerFor, type RobotReport } from './xml';

export const robot: ReportFormat = {
	id: 'robot',
	name: 'Robot Framework',
	detects(content) {
		if (content.kind === 'xml') return content.root.name === 'robot';
		if (content.kind !== 'json') return false;
		const { generator, suite, statistics } = fields(content.value);
		return typeof generator === 'string' && isObject(suite) && isObject(statistics);
	},
	*read(content) {
		const facts: FileFacts = {};
		if (content.kind === 'json') yield* jsonTests(fields(content.value), facts);
		if (content.kind === 'xml') {
			const report: RobotReport = { facts, tests: [], open: [] };
			yield* readXml(content.file, content.pieces(), listenerFor(report), []);
			yield report.tests satisfies ReadTest[];
		}
		return facts;
	},
};
