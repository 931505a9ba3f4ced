import { readFileSync } from 'node:fs';
import path from 'node:path';

import { actionGroups, platforms, type PlatformId } from '../../platforms';
import { coveragePage } from '../../scripts/lib/coverage';

/** What each platform can do, as pinned for users and saved workflows. */
const PINNED: Record<string, string> = {
	currents:
		'waitForRun getRun getManyRuns findRun cancelRun cancelRunByGithub resetRun deleteRun compareRuns getManyFailures createWebhook getWebhook getManyWebhooks updateWebhook deleteWebhook getManyProjects createAction getAction getManyActions updateAction enableAction disableAction archiveAction getTestSignature getManyTestResults getInstance getProject getManyTests getManySpecFiles getProjectInsights getManyErrors getFailureContext',
	qodex: 'startRun startRunAndWait waitForRun getRun getManyFailures runSchedule',
	testclix: 'startRun startRunAndWait waitForRun getRun getManyFailures getStatus',
	qase: 'startRun waitForRun getRun getManyRuns completeRun updateRun publishRun linkIssue deleteRun compareRuns getManyFailures createResults uploadAttachment getManyResults getManyProjects getManyDefects getDefect createDefect resolveDefect getResult updateResult deleteResult getCase getManyCases',
	preclinical:
		'startRun startRunAndWait waitForRun getRun getManyRuns cancelRun deleteRun compareRuns getManyFailures getManyResults createWebhook getWebhook getManyWebhooks updateWebhook deleteWebhook sendTestDelivery getManyAgents getManyScenarios',
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

test.each(['docs/security.md', '.github/ISSUE_TEMPLATE/bug.yml', 'workshop/sandbox/README.md'])(
	'%s names every platform',
	(page) => {
		const text = readFileSync(path.join(__dirname, '../..', page), 'utf8');
		expect(platforms.map(({ name }) => name).filter((name) => !text.includes(name))).toEqual([]);
	},
);
