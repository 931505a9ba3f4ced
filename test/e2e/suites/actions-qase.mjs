import assert from 'node:assert/strict';

import { byId, comparison, failures, item, itemsWith, QUICKLY, run, runs } from './actions-expect.mjs';

const project = ({ qase }) => ({ projectCode: byId(qase.projectCode, 'code') });

async function openRun(sandbox) {
	const { projectCode } = sandbox.qase;
	const plan = { project: projectCode, title: 'Checkout', planId: 1 };
	const { run: opened } = await sandbox.control.qase.createRun(plan);
	return { ...project(sandbox), runId: byId(opened.id) };
}

async function failedRun(sandbox) {
	const opened = await openRun(sandbox);
	const runId = Number(opened.runId.value);
	const end = { project: sandbox.qase.projectCode, runId, outcome: 'failed', failures: 2 };
	await sandbox.control.qase.finishRun(end);
	return opened;
}

async function openDefect(sandbox) {
	const { projectCode } = sandbox.qase;
	const { id } = await sandbox.control.qase.addDefect({ project: projectCode, title: 'No invoice' });
	return { ...project(sandbox), defectId: String(id) };
}

async function failedResult(sandbox) {
	const { runId } = await failedRun(sandbox);
	const run = { project: sandbox.qase.projectCode, runId: Number(runId.value) };
	const [{ hash: resultHash }] = await sandbox.control.qase.results(run);
	return { ...project(sandbox), resultHash };
}

async function twoFailedRuns(sandbox) {
	const { runId: previousRunId } = await failedRun(sandbox);
	return { ...(await failedRun(sandbox)), compareWith: 'run', previousRunId };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const qase = {
	compareRuns: { given: twoFailedRuns, expect: comparison },
	completeRun: { given: openRun, expect: run({ status: 'finished' }) },
	createConfiguration: {
		given: (sandbox) => ({
			...project(sandbox),
			title: 'Pixel',
			groupFrom: 'title',
			groupTitle: 'Device',
		}),
		expect: (items, given) => {
			item({ title: 'Pixel' })(items, given);
			assert.equal(items[0].group.title, 'Device');
		},
	},
	createDefect: {
		given: (sandbox) => ({
			...project(sandbox),
			title: 'No invoice',
			actualResult: 'Nothing comes',
			severity: byId(2),
		}),
		expect: item({ title: 'No invoice', status: 'open' }),
	},
	createEnvironment: {
		given: (sandbox) => ({ ...project(sandbox), title: 'Preview', slug: 'preview' }),
		expect: item({ title: 'Preview', slug: 'preview' }),
	},
	createMilestone: {
		given: (sandbox) => ({
			...project(sandbox),
			title: 'Release 2026.5',
			additionalFields: { dueDate: '2026-06-30T20:00:00Z' },
		}),
		expect: item({ title: 'Release 2026.5', due_date: '2026-06-30T20:00:00+00:00' }),
	},
	createPlan: {
		given: (sandbox) => ({
			...project(sandbox),
			title: 'Checkout',
			cases: { rows: [{ id: byId('1, 5') }, { id: byId(8) }] },
		}),
		expect: item({ title: 'Checkout', cases_count: 3 }),
	},
	createResults: {
		given: async (sandbox) => ({
			...(await openRun(sandbox)),
			results: {
				rows: [
					{ caseId: '1', title: 'pays with a saved card', status: 'failed', message: 'The cart is empty' },
				],
			},
		}),
		expect: item({ accepted: 1 }),
	},
	deleteResult: { given: failedResult, expect: item({ deleted: true }) },
	deleteRun: { given: openRun, expect: item({ deleted: true }) },
	getCase: {
		given: (sandbox) => ({ ...project(sandbox), caseId: byId(1) }),
		expect: item({ title: 'pays with a saved card', priority: 'Medium', owner: 'Ada' }),
	},
	getDefect: { given: openDefect, expect: item({ title: 'No invoice', status: 'open' }) },
	getManyCases: {
		given: (sandbox) => ({ ...project(sandbox), filters: { severities: ['normal'], suiteId: byId(1) } }),
		expect: itemsWith('id', 'title', 'severity', 'owner', 'customFields'),
	},
	getManyConfigurations: { given: project, expect: itemsWith('id', 'title', 'group') },
	getManyDefects: {
		given: async (sandbox) => ({ projectCode: (await openDefect(sandbox)).projectCode, limit: 3 }),
		expect: itemsWith('id', 'severity', 'status'),
	},
	getManyEnvironments: { given: project, expect: itemsWith('id', 'title', 'slug') },
	getManyFailures: {
		given: async (sandbox) => ({
			...(await failedRun(sandbox)),
			options: { includeCaseDetails: true },
		}),
		expect: (items, given) => {
			failures(2)(items, given);
			itemsWith('case', 'caseId', 'resultHash', 'runId', 'project')(items, given);
		},
	},
	getManyMilestones: { given: project, expect: itemsWith('id', 'title', 'status') },
	getManyPlans: { given: project, expect: itemsWith('id', 'title', 'cases_count') },
	getManyProjects: { expect: itemsWith('code', 'title') },
	getManyResults: {
		given: async (sandbox) => {
			const { projectCode, runId } = await failedRun(sandbox);
			return { projectCode, runIds: runId.value, limit: 3 };
		},
		expect: itemsWith('hash', 'status'),
	},
	getManyRuns: { given: (sandbox) => ({ ...project(sandbox), limit: 3 }), expect: runs },
	getPlan: {
		given: (sandbox) => ({ ...project(sandbox), planId: byId(2) }),
		expect: item({ title: 'Smoke', cases_count: 3 }),
	},
	getResult: { given: failedResult, expect: item({ status: 'failed', case_id: 1 }) },
	getRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), options: { includeFailures: 1 } }),
		expect: run({ status: 'finished', verdict: 'failed', failuresTruncated: true }),
	},
	linkIssue: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), issue: 'SHOP-12' }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
	publishRun: { given: failedRun, expect: itemsWith('url') },
	resolveDefect: { given: openDefect, expect: item({ status: 'resolved' }) },
	search: {
		given: ({ qase: { projectCode } }) => ({
			query: `entity = "run" and project = "${projectCode}" and status = "Failed"`,
		}),
		expect: itemsWith('entity', 'id', 'status_text'),
	},
	startRun: {
		// Some fields as workflows saved them before they could be chosen from lists.
		given: (sandbox) => ({
			...project(sandbox),
			...{ title: 'Nightly', casesFrom: 'all' },
			additionalFields: {
				authorId: '101',
				customFields: {
					rows: [
						{ id: '1', value: '2026.5' },
						{ id: byId(2), value: byId(1, 'value') },
					],
				},
			},
		}),
		expect: run({ verdict: 'pending', name: 'Nightly' }),
	},
	updateMilestone: {
		given: (sandbox) => ({
			...project(sandbox),
			milestoneId: byId(2),
			updateFields: { status: 'completed' },
		}),
		expect: item({ id: 2, status: 'completed' }),
	},
	updateResult: {
		given: async (sandbox) => ({ ...(await failedResult(sandbox)), updateFields: { status: 'blocked' } }),
		expect: item({ status: 'blocked' }),
	},
	updateRun: {
		given: async (sandbox) => ({ ...(await openRun(sandbox)), updateFields: { title: 'Renamed' } }),
		expect: run({ name: 'Renamed' }),
	},
	uploadAttachment: { given: project, expect: itemsWith('hash', 'filename', 'url') },
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
