import { addRun, endRun, type RunEnd, type RunPlan } from './lifecycle';
import type { CurrentsWorld, Project } from './world';

/** Id of the seeded Playwright project. */
export const WEB_SHOP_PROJECT = 'shop01';

/** Id of the seeded Cypress project. */
export const MOBILE_APP_PROJECT = 'mobl02';

/** The seeded projects, oldest first. The third has no runs. */
export function seedProjects(): Project[] {
	const project = (projectId: string, name: string, framework: Project['framework'], createdAt: string) => ({
		projectId,
		name,
		framework,
		createdAt,
		defaultBranchName: 'main',
	});
	return [
		project(WEB_SHOP_PROJECT, 'Web shop', 'pw', '2026-02-03T09:00:00.000Z'),
		project(MOBILE_APP_PROJECT, 'Mobile app', 'cypress', '2026-03-17T09:00:00.000Z'),
		project('docs03', 'Docs site', 'pw', '2026-05-20T09:00:00.000Z'),
	];
}

const history: Array<[Omit<RunPlan, 'createdAt'>, RunEnd]> = [
	[{ projectId: WEB_SHOP_PROJECT, tags: ['nightly'] }, { outcome: 'passed' }],
	[{ projectId: MOBILE_APP_PROJECT, tags: ['nightly'], groups: ['electron'] }, { outcome: 'passed' }],
	[
		{ projectId: WEB_SHOP_PROJECT, tags: ['nightly'] },
		{ outcome: 'failed', failures: 2 },
	],
	[
		{ projectId: WEB_SHOP_PROJECT, branch: 'feature/gift-cards', tags: ['pull-request'] },
		{ outcome: 'flaky' },
	],
	[{ projectId: MOBILE_APP_PROJECT, tags: ['nightly'], groups: ['electron'] }, { outcome: 'failed' }],
	[
		{ projectId: WEB_SHOP_PROJECT, tags: ['nightly'], groups: ['chromium', 'firefox'] },
		{ outcome: 'failed', failures: 1, skipped: 1 },
	],
	[
		{ projectId: WEB_SHOP_PROJECT, branch: 'feature/gift-cards', tags: ['pull-request'] },
		{ outcome: 'canceled' },
	],
	[
		{ projectId: WEB_SHOP_PROJECT, tags: ['nightly', 'smoke'] },
		{ outcome: 'passed', skipped: 1 },
	],
];

/** Adds past runs, one every six hours up to six hours ago, none of them in progress. */
export function seedRuns(world: CurrentsWorld) {
	const sixHours = 6 * 3_600_000;
	for (const [index, [plan, end]] of history.entries()) {
		const createdAt = Date.now() - (history.length - index) * sixHours;
		const project = world.projects.find(({ projectId }) => projectId === plan.projectId);
		if (!project) continue;
		const run = addRun(world, project, {
			...plan,
			ciBuildId: `seed-${index + 1}`,
			createdAt: new Date(createdAt).toISOString(),
		});
		endRun(run, end, createdAt + 240_000);
	}
}
