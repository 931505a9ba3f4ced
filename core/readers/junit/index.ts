/**
 * JUnit XML, as many tools write it. There is no specification: the nearest are the schema of Maven Surefire and what
 * Jenkins reads, and each tool adds its own.
 */

import type { ReportFormat } from '../reader';
import { junitReport } from './report';
import { readXml } from '../xml';
import type { ReadTest } from '../reader';

export const junit: ReportFormat = {
	id: 'junit',
	name: 'JUnit',
	detects: (content) => content.kind === 'xml' && /^testsuites?$/.test(content.root.name),
	*read(content) {
		const found: ReadTest[] = [];
		const report = junitReport(found);
		if (content.kind === 'xml') yield* readXml(content.file, content.pieces(), report.listener, found);
		return report.facts();
	},
};
