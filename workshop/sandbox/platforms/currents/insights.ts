import { dateTime, oneOf } from '../../kernel/checks';
import type { Endpoint } from '../../kernel/contract';
import { notFound, ok } from './answers';
import { average, executionsOf, groupedBy, periodQuery, rate, runsOf, type Execution } from './executions';
import type { CurrentsWorld, Run, TestOutcome } from './world';

/** Characters of a time that name its hour or day; weeks begin on the day of their first run here. */
const BUCKETS = { '1h': 13, '1d': 10, '1w': 10 };

/** currents.md 2.1: insights of a project. */
export function insightEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/projects/:projectId/insights',
			section: '2.1',
			query: { ...periodQuery(dateTime), resolution: { check: oneOf(['1h', '1d', '1w']) } },
			run(call) {
				const { projectId } = call.params;
				if (!world.projects.some((project) => project.projectId === projectId)) return notFound;
				const resolution = (call.query.resolution?.[0] ?? '1d') as keyof typeof BUCKETS;
				const [runs, executions] = [runsOf(world, call), executionsOf(world, call)];
				const bucketOf = ({ createdAt }: Run) => createdAt.slice(0, BUCKETS[resolution]);
				const timeline = groupedBy(runs, bucketOf).map((part): [string, object] => {
					const bucket = bucketOf(part[0]);
					return [
						bucket,
						counts(
							part,
							executions.filter(({ run }) => bucketOf(run) === bucket),
						),
					];
				});
				return ok({
					...{ projectId, orgId: 'org-1', resolution },
					...{ dateStart: call.query.date_start[0], dateEnd: call.query.date_end[0] },
					results: {
						overall: counts(runs, executions),
						timeline:
							world.tools.variants.insightsTimeline === 'list'
								? timeline.map((part) => Object.fromEntries([part]))
								: Object.fromEntries(timeline),
					},
				});
			},
		},
	];
}

function counts(runs: Run[], executions: Execution[]) {
	return { runs: runCounts(runs), tests: testCounts(executions) };
}

function runCounts(runs: Run[]) {
	const inState = (state: Run['state']) => runs.filter((run) => run.state === state);
	const hasFailed = ({ groups }: Run) =>
		groups.some(({ specs }) => specs.some(({ tests }) => tests.some(({ outcome }) => outcome === 'failed')));
	const complete = inState('complete');
	const failed = complete.filter(hasFailed).length;
	const seconds = ({ createdAt, finishedAt }: Run) =>
		(Date.parse(finishedAt ?? createdAt) - Date.parse(createdAt)) / 1000;
	return {
		...{ total: runs.length, cancelled: inState('canceled').length, timeouts: inState('timedOut').length },
		...{ completed: complete.length, failed, passed: complete.length - failed, nonFullyReported: 0 },
		avgDurationSeconds: average(complete.map(seconds)),
		avgSuccessRate: rate(complete.length - failed, complete.length),
	};
}

function testCounts(executions: Execution[]) {
	const count = (...wanted: TestOutcome[]) =>
		executions.filter(({ test }) => wanted.includes(test.outcome)).length;
	return {
		...{ total: executions.length, failed: count('failed'), passed: count('passed', 'flaky') },
		...{ pending: count('pending'), skipped: count('skipped'), flaky: count('flaky') },
	};
}
