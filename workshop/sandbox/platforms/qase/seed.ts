import { addRun, endRun, type RunEnd, type RunPlan } from './lifecycle';
import type { CustomField, Member, Named, Project } from './world';

/** Code of the seeded project with runs, plans and all else. */
export const WEB_SHOP_CODE = 'SHOP';

const webShopCases = [
	'pays with a saved card',
	'pays on invoice',
	'refuses an expired card',
	'shows the total with delivery',
	'narrows by price',
	'keeps filters over paging',
	'says so when nothing matches',
	'signs in with a passkey',
	'locks after five wrong passwords',
	'sends a reset mail',
	'keeps items over a restart',
	'merges guest and account baskets',
];

const mobileAppCases = [
	'walks through the three screens',
	'can be skipped',
	'asks for notifications once',
	'shows the stored list',
	'queues changes',
	'syncs when back online',
];

/** The seeded projects. The third has no runs. */
export function seedProjects(): Project[] {
	const shop = project(WEB_SHOP_CODE, 'Web shop', webShopCases);
	shop.plans = [
		{ id: 1, title: 'Regression', caseIds: shop.cases.map(({ id }) => id) },
		{ id: 2, title: 'Smoke', caseIds: [1, 5, 8] },
	];
	const app = project('APP', 'Mobile app', mobileAppCases);
	app.plans = [{ id: 1, title: 'Regression', caseIds: app.cases.map(({ id }) => id) }];
	const docs = project('DOCS', 'Docs site', []);
	for (const [plan, end] of webShopHistory) seedRun(shop, plan, end);
	for (const [plan, end] of mobileAppHistory) seedRun(app, plan, end);
	return [shop, app, docs];
}

/** The seeded custom fields: one of each kind of value, one of another project. */
export function seedFields(): CustomField[] {
	const field = (id: number, title: string, more: Partial<CustomField>): CustomField => ({
		...{ id, title, entity: 'run', type: 'string', options: null, isRequired: false, projects: null },
		...more,
	});
	const browsers = ['Chromium', 'Firefox'].map((title, index) => ({ id: index + 1, title }));
	return [
		field(1, 'Build', {}),
		field(2, 'Browser', { type: 'selectbox', options: browsers }),
		field(3, 'Signed Off', { type: 'checkbox' }),
		field(4, 'Release Manager', { type: 'user' }),
		field(5, 'Store', { projects: ['APP'] }),
		field(6, 'Root Cause', {
			entity: 'defect',
			type: 'multiselect',
			options: ['Code', 'Data', 'Environment'].map((title, index) => ({ id: index + 1, title })),
		}),
		field(7, 'Ticket', { entity: 'defect', type: 'url' }),
		field(11, 'Component', { entity: 'case', type: 'selectbox', options: named('Checkout', 'Search') }),
		field(12, 'Engines', { entity: 'case', type: 'multiselect', options: named('Blink', 'Gecko', 'WebKit') }),
		field(13, 'Needs a Device', { entity: 'case', type: 'checkbox' }),
		field(14, 'Requirement', { entity: 'case' }),
	];
}

function named(...titles: string[]): Named[] {
	return titles.map((title, index) => ({ id: index + 1, title }));
}

/** The seeded members. The third has left. */
export function seedMembers(): Member[] {
	return ['Ada', 'Ben', 'Cleo'].map((name, index) => ({
		id: index + 1,
		name,
		email: `${name.toLowerCase()}@example.com`,
		isActive: index < 2,
	}));
}

function project(code: string, title: string, cases: string[]): Project {
	return {
		code,
		title,
		cases: cases.map((name, index) => ({ id: index + 1, title: name, suiteId: 1 + Math.floor(index / 4) })),
		plans: [],
		environments: [
			{ id: 1, title: 'Staging', slug: 'staging' },
			{ id: 2, title: 'Production', slug: 'production' },
		],
		milestones: [
			{ id: 1, title: 'Spring release' },
			{ id: 2, title: 'Summer release' },
		],
		configurations: [
			{
				id: 1,
				title: 'Browser',
				configurations: [
					{ id: 1, title: 'Chromium' },
					{ id: 2, title: 'Firefox' },
				],
			},
			{ id: 2, title: 'Language', configurations: [{ id: 3, title: 'German' }] },
		],
		defects: [],
		runs: [],
		lastRunId: 0,
	};
}

type Past = [Omit<RunPlan, 'startTime'>, RunEnd];

const webShopHistory: Past[] = [
	[{ title: 'Nightly regression', planId: 1, tags: ['nightly'], environmentId: 1 }, { outcome: 'passed' }],
	[
		{ title: 'Nightly regression', planId: 1, tags: ['nightly'], environmentId: 1 },
		{ outcome: 'failed', failures: 2, blocked: 1 },
	],
	[{ title: 'Smoke of the gift cards', planId: 2, tags: ['smoke'], environmentId: 2 }, { outcome: 'passed' }],
	[{ title: 'Exploration of the basket', caseIds: [11, 12] }, { outcome: 'aborted' }],
	[
		{ title: 'Nightly regression', planId: 1, tags: ['nightly'], environmentId: 1, milestoneId: 1 },
		{ outcome: 'failed', failures: 1, skipped: 1 },
	],
];

const mobileAppHistory: Past[] = [
	[{ title: 'Nightly regression', planId: 1, tags: ['nightly'] }, { outcome: 'passed' }],
	[{ title: 'Nightly regression', planId: 1, tags: ['nightly'] }, { outcome: 'failed' }],
];

/** Past runs, one every six hours, the newest of a project six hours ago. */
function seedRun(into: Project, plan: Omit<RunPlan, 'startTime'>, end: RunEnd) {
	const history = into.code === WEB_SHOP_CODE ? webShopHistory : mobileAppHistory;
	const startTime = Date.now() - (history.length - into.runs.length) * 6 * 3_600_000;
	endRun(into, addRun(into, { ...plan, startTime }), end, startTime + 240_000);
}
