/**
 * Allure 2 results: one file for each attempt of a test, and files for the fixtures around tests. Writers since version 3
 * put errors outside any test into files of their own (`*-globals.json`).
 */

import { fields, isObject, text, type Fields } from '../fields';
import type { FileFacts, ReportFormat } from '../reader';
import { instant } from '../times';
import { attachmentSources, fixtureErrors, globalErrors } from './container';
import { testOf } from './result';

/** Files that Allure keeps beside its results. */
const BESIDE = ['environment.properties', 'environment.xml', 'executor.json', 'categories.json'];

export const allure: ReportFormat = {
	id: 'allure',
	name: 'Allure',
	detects(content) {
		if (content.kind !== 'json' || !isObject(content.value)) return false;
		return isResult(content.value) || isContainer(content.value) || isGlobals(content.value);
	},
	*read(content) {
		const file = fields(content.kind === 'json' ? content.value : null);
		if (isResult(file)) yield testOf(file);
		else if (isGlobals(file)) yield globalErrors(file);
		else yield fixtureErrors(file);
		return factsOf(file);
	},
};

function isResult(file: Fields): boolean {
	const { uuid, historyId, testCaseId, fullName, status, stage } = file;
	const hasIdentity = [historyId, testCaseId, fullName].some((name) => typeof name === 'string');
	return typeof uuid === 'string' && hasIdentity && (status !== undefined || stage !== undefined);
}

function isContainer({ uuid, children, befores, afters }: Fields): boolean {
	return (
		typeof uuid === 'string' &&
		Array.isArray(children) &&
		(Array.isArray(befores) || Array.isArray(afters) || children.length > 0)
	);
}

/** Two lists and nothing else. Lists of entries that Allure does not write there are another tool's. */
function isGlobals({ attachments, errors, ...others }: Fields): boolean {
	if (!Array.isArray(attachments) || !Array.isArray(errors) || Object.keys(others).length > 0) return false;
	return [...attachments, ...errors].every((entry) => isObject(entry) && typeof entry.timestamp === 'number');
}

function factsOf(file: Fields): FileFacts {
	const framework = labelsOf(file, 'framework')[0];
	return {
		tool: framework ? { name: framework, version: null } : null,
		startedAt: instant(file.start),
		finishedAt: instant(file.stop),
		companions: [...BESIDE, ...attachmentSources(file)],
	};
}

function labelsOf(file: Fields, name: string): string[] {
	return (Array.isArray(file.labels) ? file.labels : [])
		.filter((label) => isObject(label) && label.name === name)
		.map((label) => text(fields(label).value) ?? '')
		.filter((value) => value !== '');
}
