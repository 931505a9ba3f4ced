import type { ActionRoutes } from '../../kernel/actions';
import { boolean, httpUrl, integer, listOf, nullable, object, oneOf, text } from '../../kernel/checks';
import type { QaseActions } from './actions';
import { runEvents } from './deliveries';
import { textMap } from './runFields';

const id = integer({ min: 1 });
const count = { check: integer({ min: 0 }) };
const projectField = { project: { check: text(), required: true as const } };
const runFields = { ...projectField, runId: { check: id, required: true as const } };
const endFields = {
	outcome: { check: oneOf(['passed', 'failed', 'aborted']), required: true as const },
	failures: count,
	failingCases: { check: listOf(id) },
	blocked: count,
	invalid: count,
	skipped: count,
	custom: count,
	customStatus: { check: text() },
	deliver: { check: boolean },
};
const envelopeFields = { timestamp: count, teamMemberId: { check: nullable(id) } };

/** Routes of the actions, below `/control/qase`. */
export const qaseActionRoutes: ActionRoutes<QaseActions> = {
	projects: { route: 'GET /projects', fields: {} },
	addCases: {
		route: 'POST /projects/:project/cases',
		fields: { ...projectField, titles: { check: listOf(text()), required: true } },
	},
	editCase: {
		route: 'POST /projects/:project/case',
		fields: {
			...projectField,
			caseId: { check: id, required: true },
			...{ severity: count, priority: count, type: count, behavior: count, layer: count, status: count },
			...{ isManual: { check: boolean }, isToBeAutomated: { check: boolean }, isFlaky: count },
			...{ milestoneId: { check: nullable(id) }, authorId: { check: id }, customFields: { check: textMap } },
			...{ tags: { check: listOf(text()) }, issues: { check: listOf(object) } },
		},
	},
	muteCases: {
		route: 'POST /projects/:project/mute',
		fields: { ...projectField, caseIds: { check: listOf(id), required: true } },
	},
	addDefect: {
		route: 'POST /projects/:project/defects',
		fields: { ...projectField, title: { check: text(), required: true }, severity: count },
	},
	defects: { route: 'GET /projects/:project/defects', fields: projectField },
	attachments: { route: 'GET /attachments', fields: {} },
	runs: { route: 'GET /projects/:project/runs', fields: projectField },
	createRun: {
		route: 'POST /projects/:project/runs',
		fields: {
			...projectField,
			title: { check: text(), required: true },
			description: { check: text() },
			planId: { check: id },
			caseIds: { check: listOf(id) },
			environmentId: { check: id },
			milestoneId: { check: id },
			tags: { check: listOf(text()) },
			startTime: { check: id },
			deliver: { check: boolean },
		},
	},
	addRuns: {
		route: 'POST /manyRuns',
		fields: {
			...projectField,
			title: { check: text(), required: true },
			count: { check: id, required: true },
			from: { check: id, required: true },
			everyMs: { ...count, required: true },
		},
	},
	results: { route: 'GET /results', fields: { project: { check: text() }, runId: { check: text() } } },
	addResult: {
		route: 'POST /results',
		fields: {
			...runFields,
			caseId: { check: id, required: true },
			status: { check: text(), required: true },
			comment: { check: text() },
			stacktrace: { check: text() },
			byApi: { check: boolean },
			endTime: { check: id },
			params: { check: textMap },
		},
	},
	finishRun: { route: 'POST /finish', fields: { ...runFields, ...endFields } },
	planFinish: {
		route: 'POST /plan',
		fields: { ...runFields, ...endFields, afterReads: { check: id }, afterMs: count },
	},
	deleteRun: { route: 'POST /deleteRun', fields: { ...runFields, deliver: { check: boolean } } },
	deliverRun: {
		route: 'POST /deliverRun',
		fields: { ...runFields, ...envelopeFields, event: { check: oneOf(runEvents), required: true } },
	},
	deliverEvent: {
		route: 'POST /deliverEvent',
		fields: {
			...projectField,
			...envelopeFields,
			event: { check: text(), required: true },
			payload: { check: object, required: true },
		},
	},
	deliveryBody: {
		route: 'POST /deliveryBody',
		fields: { ...runFields, ...envelopeFields, event: { check: oneOf(runEvents), required: true } },
	},
	webhooks: { route: 'GET /webhooks', fields: {} },
	addWebhook: {
		route: 'POST /webhooks',
		fields: {
			...projectField,
			url: { check: httpUrl(), required: true },
			secret: { check: nullable(text()) },
			events: { check: listOf(text(), { min: 1 }), required: true },
		},
	},
};
