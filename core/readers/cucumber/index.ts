/** Cucumber's JSON, as its many implementations write it, and Cucumber Messages. */

import { isObject, list } from '../fields';
import { eventsAtStart } from '../lines';
import type { FileFacts, ReportFormat } from '../reader';
import { jsonScenarios } from './json';
import { readMessages } from './messages';

/** Kinds of messages, one of which is among the first of every file. */
const FIRST_MESSAGES = ['source', 'gherkinDocument', 'pickle', 'testRunStarted', 'testCaseStarted'];

export const cucumber: ReportFormat = {
	id: 'cucumber',
	name: 'Cucumber',
	detects(content) {
		if (content.kind === 'lines') {
			return eventsAtStart(content).some((event) => FIRST_MESSAGES.some((name) => isObject(event[name])));
		}
		if (content.kind !== 'json' || !Array.isArray(content.value)) return false;
		const features = list(content.value);
		return features.every(isObject) && (features.length === 0 || features.some(isFeature));
	},
	*read(content) {
		if (content.kind === 'lines') return yield* readMessages(content);
		yield* jsonScenarios(content.kind === 'json' ? list(content.value) : []);
		return {} satisfies FileFacts;
	},
};

function isFeature(value: unknown): boolean {
	return (
		isObject(value) &&
		Array.isArray(value.elements) &&
		('keyword' in value || 'uri' in value || 'name' in value)
	);
}
