import { readFileSync } from 'node:fs';
import path from 'node:path';

import { actionGroups, platforms, type PlatformId } from '../../platforms';
import { coveragePage } from '../../scripts/lib/coverage';
import { vendorCalls } from '../../scripts/lib/vendorCalls';
import { documentedCalls } from '../engine/requestList/documented';

/** What each platform can do, as pinned for users and saved workflows. */
const PINNED: Record<string, string> = {
	currents:
		'waitForRun getRun getManyRuns findRun cancelRun cancelRunByGithub resetRun deleteRun compareRuns getManyFailures createWebhook getWebhook getManyWebhooks updateWebhook deleteWebhook getManyProjects createAction getAction getManyActions updateAction enableAction disableAction archiveAction getTestSignature getManyTestResults getInstance getProject getManyTests getManySpecFiles getProjectInsights getManyErrors getFailureContext',
	qodex: 'startRun startRunAndWait waitForRun getRun getManyFailures runSchedule',
	testclix: 'startRun startRunAndWait waitForRun getRun getManyFailures getStatus',
	qase: 'startRun waitForRun getRun getManyRuns completeRun updateRun publishRun linkIssue deleteRun compareRuns getManyFailures createResults uploadAttachment getManyResults getManyProjects getManyDefects getDefect createDefect resolveDefect getManyEnvironments createEnvironment getManyMilestones createMilestone updateMilestone getManyConfigurations createConfiguration getManyPlans getPlan createPlan search getResult updateResult deleteResult getCase getManyCases',
	preclinical:
		'startRun startRunAndWait waitForRun getRun getManyRuns cancelRun deleteRun compareRuns getManyFailures getManyResults createWebhook getWebhook getManyWebhooks updateWebhook deleteWebhook sendTestDelivery getManyAgents getAgent createAgent updateAgent deleteAgent validateAgent getManyScenarios getScenario updateScenario deleteScenario getManyTestSuites getTestSuite createTestSuite updateTestSuite exportRun generateScenarios getHealth',
	any: 'parseDelivery sampleEvent dropDuplicates compareRuns',
} satisfies Record<PlatformId | 'any', string>;

test.each(actionGroups.map(({ id, operations }) => [id, operations] as const))(
	'%s has the operations that are pinned, and no other',
	(id, operations) => {
		expect(operations.map(({ value }) => value).sort()).toEqual(PINNED[id].split(' ').sort());
	},
);

test('docs/coverage.md is up to date', async () => {
	const page = readFileSync(path.join(__dirname, '../../docs/coverage.md'), 'utf8');
	expect(page).toBe(await coveragePage());
});

test('docs/coverage.md names operations as the panel does, and those of the built-in node as the page about it', async () => {
	const page = await coveragePage();
	const builtinPage = readFileSync(path.join(__dirname, '../../docs/from-currents-node.md'), 'utf8');
	const builtin = [...page.matchAll(/\| ([A-Z][\w ]+: [\w ]+?) `\w+ \w+` \|/g)].map(([, name]) => name);

	expect(page).toMatch(/^\| Get Health `getHealth` \|.* self-hosted \|/m);
	expect(page).toMatch(/^\| Create Test Suite `createTestSuite` \|.* hosted \|/m);
	expect(page).toContain('| `self-hosted GET /health` | Get Health (Self-Hosted) `getHealth` |');
	expect(builtin).toHaveLength(22);
	expect(builtin.filter((name) => !builtinPage.includes(`| ${name} `))).toEqual([]);
});

describe('the calls that the vendors document', () => {
	const rows = platforms.flatMap(({ id }) =>
		vendorCalls[id as PlatformId].map(([call, operations, note = '']) => ({ id, call, operations, note })),
	);
	const known = actionGroups.flatMap(({ id, operations }) => operations.map(({ value }) => `${id} ${value}`));
	/** A call without the names of its path parameters. */
	const bare = (call: string) => call.replace(/^self-hosted /, '').replaceAll(/:\w+/g, ':');

	test('all of them are there, none of them twice', () => {
		const count = (id: PlatformId, part = '') =>
			new Set(vendorCalls[id].map(([call]) => bare(call)).filter((call) => call.includes(part))).size;
		expect([count('currents'), count('qodex'), count('testclix'), count('qase', ' /v1/')]).toEqual([
			38, 3, 4, 89,
		]);
		expect(new Set(rows.map(({ id, call }) => `${id} ${bare(call)}`)).size).toBe(rows.length);
	});

	test('each has an operation that there is, or a reason', () => {
		const named = rows.flatMap(({ id, operations }) =>
			operations.split(' ').flatMap((value) => (value === '' ? [] : [{ id, value }])),
		);
		const missing = named.filter(({ id, value }) => !known.includes(`${id} ${value}`));
		expect(missing).toEqual([]);
		expect(rows.filter(({ operations, note }) => operations === '' && note === '')).toEqual([]);
	});

	test("Preclinical's page gives the same reasons as this one", () => {
		const page = readFileSync(path.join(__dirname, '../../docs/platforms/preclinical.md'), 'utf8');
		const [hosted, selfHosted] = page.split('### Calls and operations')[1].split('\nSelf-hosted:\n');
		const reasonsIn = (tables: string, prefix: string) =>
			[...tables.matchAll(/^\| `(.+)`\s+\| none: (.+?)\s+\|$/gm)].map(
				([, call, reason]) => `${prefix}${call.replaceAll(/\{(\w+)\}/g, ':$1')}: ${reason}`,
			);
		const here = rows.filter(({ id, operations }) => id === 'preclinical' && operations === '');

		expect([...reasonsIn(hosted, ''), ...reasonsIn(selfHosted, 'self-hosted ')].sort()).toEqual(
			here.map(({ call, note }) => `${call}: ${note}`).sort(),
		);
	});

	test('every request that we make is one of them, with an operation that makes it', () => {
		const { preclinicalOss, ...hosted } = documentedCalls;
		const told = (id: string) => rows.filter((row) => row.id === id);
		const texts = told('preclinical').map(({ call, note }) => bare(`${call} ${note}`));
		const unlisted = Object.entries(hosted).flatMap(([id, calls]) =>
			calls.filter(({ call }) => !told(id).some((row) => bare(row.call) === bare(call) && row.operations)),
		);
		expect(unlisted.map(({ call }) => call)).toEqual([]);
		expect(
			preclinicalOss
				.map(({ call }) => call)
				.filter((call) => !texts.some((text) => text.includes(bare(call)))),
		).toEqual([]);
	});
});

test.each(['docs/security.md', '.github/ISSUE_TEMPLATE/bug.yml', 'workshop/sandbox/README.md'])(
	'%s names every platform',
	(page) => {
		const text = readFileSync(path.join(__dirname, '../..', page), 'utf8');
		expect(platforms.map(({ name }) => name).filter((name) => !text.includes(name))).toEqual([]);
	},
);
