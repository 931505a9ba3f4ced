import { booleanText, integerText, isObject, oneOf, parseJson, text, type Check } from '../../kernel/checks';
import type { ApiCall, Endpoint } from '../../kernel/contract';
import { notFound } from './answers';
import { signatureOf } from './catalogue';
import {
	average,
	day,
	dayOrTime,
	executionsOf,
	groupedBy,
	numberedPage,
	numberedQuery,
	ordered,
	periodQuery,
	rate,
	specExecutionsOf,
	type Execution,
	type SpecExecution,
} from './executions';
import { stateOf } from './instanceJson';
import type { CurrentsWorld, TestOutcome } from './world';

/** By the order of the tests explorer, the metric that it means; the sandbox keeps no changes. */
const TEST_ORDERS: Record<string, string> = {
	...{ failures: 'failures', passes: 'passes', executions: 'executions', title: 'title' },
	...{
		flakiness: 'flakinessRate',
		flakinessXSamples: 'flakinessVolume',
		flakinessRateDelta: 'flakinessRate',
	},
	...{ failRateXSamples: 'failureVolume', failureRateDelta: 'failureRate' },
	...{ duration: 'avgDurationMs', durationDelta: 'avgDurationMs', durationXSamples: 'durationVolume' },
};

const SPEC_ORDERS = [
	...['avgDuration', 'failedExecutions', 'failureRate', 'flakeRate', 'flakyExecutions', 'fullyReported'],
	...['overallExecutions', 'suiteSize', 'timeoutExecutions', 'timeoutRate'],
];

const jsonText: Check = (value) => {
	const json = parseJson(String(value));
	return isObject(json) || Array.isArray(json) ? null : 'must be JSON as text';
};

/** currents.md 2.4: tests explorer and spec files explorer. */
export function explorerEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/tests/:projectId',
			section: '2.4',
			query: {
				// currents.md 2.3b: times are rejected.
				...periodQuery(day),
				...numberedQuery(100_000),
				order: { check: oneOf(Object.keys(TEST_ORDERS)) },
				spec: { check: text() },
				title: { check: text() },
				min_executions: { check: integerText({ min: 1, max: 100_000 }) },
				'test_state[]': { check: oneOf(['passed', 'failed', 'pending', 'skipped']), repeated: true },
				metric_settings: { check: jsonText },
				annotations: { check: jsonText },
			},
			run: (call) => {
				if (!hasProject(world, call)) return notFound;
				const order = TEST_ORDERS[call.query.order?.[0] ?? 'title'];
				const tests = testsIn(world, call);
				return numberedPage(
					call,
					ordered(call, tests, ({ title, metrics }) => (order === 'title' ? title : metrics[order])),
				);
			},
		},
		{
			method: 'GET',
			path: '/spec-files/:projectId',
			section: '2.4',
			query: {
				...periodQuery(dayOrTime),
				...numberedQuery(50),
				order: { check: oneOf(SPEC_ORDERS) },
				specNameFilter: { check: text() },
				includeFailedInDuration: { check: booleanText },
			},
			run: (call) => {
				if (!hasProject(world, call)) return notFound;
				const order = call.query.order?.[0] ?? 'avgDuration';
				return numberedPage(
					call,
					ordered(call, specFilesIn(world, call), ({ metrics }) => metrics[order]),
				);
			},
		},
	];
}

function hasProject({ projects }: CurrentsWorld, { params }: ApiCall): boolean {
	return projects.some(({ projectId }) => projectId === params.projectId);
}

function testsIn(world: CurrentsWorld, call: ApiCall) {
	const { query, params } = call;
	const holds = (name: string, value: string) =>
		value.toLowerCase().includes((query[name]?.[0] ?? '').toLowerCase());
	const states = query['test_state[]'];
	const executions = executionsOf(world, call).filter(
		({ spec, test }) =>
			holds('spec', spec.spec) &&
			holds('title', test.title.join(' > ')) &&
			(!states || states.includes(String(stateOf(test)))),
	);
	const signature = ({ spec, test }: Execution) => signatureOf(params.projectId, spec.spec, test.title);
	return groupedBy(executions, signature)
		.filter(({ length }) => length >= Number(query.min_executions?.[0] ?? 1))
		.map((group) => testJson(group, signature(group[0])));
}

function testJson(executions: Execution[], signature: string) {
	const last = executions[executions.length - 1];
	return {
		title: last.test.title.join(' > '),
		signature,
		spec: last.spec.spec,
		metrics: testMetrics(executions),
		latestTag: last.run.tags,
		lastSeen: last.run.createdAt,
	};
}

function testMetrics(executions: Execution[]): Record<string, number> {
	const count = (...wanted: TestOutcome[]) =>
		executions.filter(({ test }) => wanted.includes(test.outcome)).length;
	const durations = executions.map(({ test }) => test.durationMs);
	const [all, failures, flaky] = [executions.length, count('failed'), count('flaky')];
	return {
		...{ executions: all, failures, ignored: count('pending', 'skipped'), passes: count('passed', 'flaky') },
		...{ flaky, flakinessRate: rate(flaky, all), failureRate: rate(failures, all) },
		...{ avgDurationMs: average(durations), flakinessVolume: flaky, failureVolume: failures },
		durationVolume: average(durations) * all,
	};
}

function specFilesIn(world: CurrentsWorld, call: ApiCall) {
	const part = call.query.specNameFilter?.[0] ?? '';
	const wanted = specExecutionsOf(world, call).filter(({ spec }) => spec.spec.includes(part));
	const withFailed = call.query.includeFailedInDuration?.[0] === 'true';
	return groupedBy(wanted, ({ spec }) => spec.spec).map((executions) => ({
		signature: `${call.params.projectId}:${executions[0].spec.spec}`,
		spec: executions[0].spec.spec,
		metrics: specMetrics(executions, withFailed),
	}));
}

function specMetrics(executions: SpecExecution[], withFailed: boolean): Record<string, number> {
	const has = (outcome: TestOutcome) => (execution: SpecExecution) =>
		execution.spec.tests.some((test) => test.outcome === outcome);
	const all = executions.length;
	const [failed, flaky] = [executions.filter(has('failed')).length, executions.filter(has('flaky')).length];
	const timedOut = executions.filter(({ run }) => run.state === 'timedOut').length;
	const timed = executions.filter((execution) => withFailed || !has('failed')(execution));
	return {
		avgDuration: average(timed.map(({ spec }) => spec.tests.reduce((sum, test) => sum + test.durationMs, 0))),
		...{ failedExecutions: failed, failureRate: rate(failed, all) },
		...{ flakeRate: rate(flaky, all), flakyExecutions: flaky },
		fullyReported: executions.filter(({ spec }) => spec.completedAt !== null).length,
		...{ overallExecutions: all, suiteSize: executions[0].spec.tests.length },
		...{ timeoutExecutions: timedOut, timeoutRate: rate(timedOut, all) },
	};
}
