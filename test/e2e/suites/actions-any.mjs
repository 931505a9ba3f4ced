import assert from 'node:assert/strict';
import { other, PACKAGE } from '../workflows.mjs';
import { item } from './actions-expect.mjs';

const REPORT = `<testsuite name="cart" tests="2" failures="1">
<testcase name="adds"/><testcase name="pays"><failure message="refused"/></testcase>
</testsuite>`;

/** A run that is read from the text of a report. */
export const aRun = [
	other('Report', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ report: REPORT }),
	}),
	other('Read', `${PACKAGE}.testRunReader`, 1, {
		source: 'text',
		text: '={{ $json.report }}',
		includeTests: true,
	}),
];

/** An earlier run of the same tests, in which all of them passed. */
const GREEN = {
	platform: 'report',
	platformName: 'JUnit',
	key: 'report:before',
	id: 'before',
	status: 'finished',
	verdict: 'passed',
	counts: { total: 2, passed: 2, failed: 0, skipped: 0, flaky: 0, pending: 0, other: 0 },
	failures: [],
};

/** @type {import('./actions-expect.mjs').Cases} */
export const any = {
	compareRuns: {
		given: () => ({ previousRun: JSON.stringify(GREEN) }),
		expect([{ failures, comparison, comparisonNote }]) {
			assert.deepEqual(
				failures.map(({ title, change }) => [title, change]),
				[['pays', 'new']],
			);
			const { newFailures, stillFailing, recovered, notRun } = comparison;
			assert.deepEqual([newFailures, stillFailing, recovered, notRun, comparisonNote], [1, 0, 0, 0, null]);
		},
	},
	dropDuplicates: { given: () => ({ key: 'seen-once' }), expect: item({}) },
	parseDelivery: {
		async given({ control, currents: { projectId } }) {
			const { runId } = (await control.currents.createRun({ projectId })).run;
			await control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
			const [body] = await control.currents.deliveryBodies({ runId, event: 'RUN_FINISH' });
			return { delivery: JSON.stringify(body) };
		},
		expect: item({ event: 'RUN_FINISH', platform: 'currents' }),
	},
	sampleEvent: {
		given: () => ({ platform: 'qase', verdict: 'failed' }),
		expect: item({ event: 'RUN_FINISH', platform: 'qase' }),
	},
};
