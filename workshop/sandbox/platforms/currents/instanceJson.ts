import { labelsOf } from './catalogue';
import { specResults } from './specResults';
import { commitJson, frameworkJson, platformJson, projectOf } from './wire';
import type { CurrentsWorld, Group, Project, Run, Spec, TestCase } from './world';

/** An instance: one spec file in one group with its tests and attempts, in the version that is in force. */
export function instanceJson(world: CurrentsWorld, run: Run, group: Group, spec: Spec) {
	const project = projectOf(world, run);
	const head = headJson(run, project, group, spec);
	return isVersion2(world, project, group, spec)
		? { ...head, schemaVersion: 2, ...version2(group, spec) }
		: { ...head, results: spec.completedAt ? oldResults(project, spec) : null };
}

function isVersion2({ tools }: CurrentsWorld, { framework }: Project, { specs }: Group, spec: Spec) {
	const { instances } = tools.variants;
	if (framework === 'cypress' || instances === 'old') return false;
	return instances === 'version2' || specs.indexOf(spec) % 2 === 0;
}

function headJson(run: Run, project: Project, group: Group, spec: Spec) {
	return {
		instanceId: spec.instanceId,
		runId: run.runId,
		projectId: run.projectId,
		groupId: group.groupId,
		spec: spec.spec,
		machineId: spec.claimedAt ? spec.machineId : '',
		claimedAt: spec.claimedAt,
		completedAt: spec.completedAt,
		createdAt: run.createdAt,
		signature: `${project.projectId}:${spec.spec}`,
		tags: run.tags,
		framework: frameworkJson(project),
		platform: platformJson(group),
		commit: commitJson(run, project),
		worker: { workerIndex: 0, parallelIndex: 0 },
	};
}

/** currents.md 2.3b: the tests of the file without their outcome in detail, which stands beside them by test id. */
function version2({ groupId }: Group, spec: Spec) {
	const reported = spec.tests.filter(({ outcome }) => outcome !== null);
	const byTest = <T>(tests: TestCase[], tell: (test: TestCase) => T) =>
		Object.fromEntries(tests.map((test) => [test.testId, tell(test)]));
	return {
		results: {
			...specResults(spec),
			tests: spec.tests.map((test) => ({
				_s: stateOf(test),
				_d: test.outcome !== null,
				_f: test.outcome === 'flaky',
				testId: test.testId,
				spec: spec.spec,
				groupId,
				title: test.title,
				originalTitle: test.title,
				...(test.outcome === null ? {} : timesOf(spec, test)),
			})),
			...evidence(spec, 'pw'),
		},
		testResults: byTest(reported, (test) => detailJson(spec, test)),
		testTags: byTest(spec.tests, ({ title }) => labelsOf(title).tags),
		testAnnotations: byTest(spec.tests, ({ title }) => labelsOf(title).annotations),
		testList: byTest(spec.tests, ({ testId, title }) => ({ testId, title, originalTitle: title })),
	};
}

function detailJson(spec: Spec, test: TestCase) {
	return {
		state: stateOf(test),
		isFlaky: test.outcome === 'flaky',
		displayError: test.error?.message ?? null,
		...timesOf(spec, test),
		recordId: `record-${test.testId}`,
		attempts: attemptStates(test, 'pw').map((state, index) => ({
			...attemptJson(spec, test, state, index),
			rawStatus: state,
			workerIndex: index,
			parallelIndex: 0,
			error: state === 'failed' && test.error ? { name: null, value: null, ...test.error } : null,
		})),
	};
}

/** A test takes as long as all its attempts. */
function timesOf({ claimedAt }: Spec, test: TestCase) {
	const start = Date.parse(claimedAt ?? '');
	const duration = test.durationMs * Math.max(1, attemptStates(test, 'pw').length);
	return {
		startTime: new Date(start).toISOString(),
		endTime: new Date(start + duration).toISOString(),
		duration,
	};
}

/** currents.md 2.3: Playwright's message stands in the attempts, that of Cypress beside them too. */
function oldResults(project: Project, spec: Spec) {
	const tests = spec.tests.filter(({ outcome }) => outcome !== null);
	return {
		...specResults(spec),
		exception: null,
		tests: tests.map((test) => oldTest(project, spec, test)),
		...evidence(spec, project.framework),
	};
}

function oldTest({ framework }: Project, spec: Spec, test: TestCase) {
	const { message, stack } = test.error ?? {};
	const isCypress = framework === 'cypress';
	return {
		testId: test.testId,
		title: test.title,
		state: stateOf(test),
		displayError: (isCypress && test.outcome === 'failed' && stack) || null,
		isFlaky: test.outcome === 'flaky',
		...(isCypress ? {} : { tags: labelsOf(test.title).tags }),
		attempts: attemptStates(test, framework).map((state, index) => ({
			...attemptJson(spec, test, state, index),
			error: state === 'failed' ? { message, stack } : null,
		})),
	};
}

function attemptJson({ claimedAt }: Spec, { testId, durationMs }: TestCase, state: string, index: number) {
	return {
		attemptId: `${testId}-${index}`,
		state,
		wallClockStartedAt: claimedAt,
		wallClockDuration: durationMs,
	};
}

/** The state of a test that has reported. */
export function stateOf({ outcome }: TestCase) {
	return outcome === 'flaky' ? 'passed' : outcome;
}

/** The states of the attempts of a test. */
export function attemptStates({ outcome }: TestCase, framework: Project['framework']): string[] {
	if (outcome === 'flaky') return ['failed', 'passed'];
	if (outcome === 'failed') return framework === 'pw' ? ['failed', 'failed'] : ['failed'];
	return outcome === 'passed' ? ['passed'] : [];
}

/** What was recorded of the failed tests, at signed addresses. */
function evidence({ instanceId, tests }: Spec, framework: Project['framework']) {
	const failed = tests.filter(({ outcome }) => outcome === 'failed');
	const each = <T>(tell: (at: { testId: string; testAttemptIndex: number }, url: string) => T) =>
		failed.flatMap((test) =>
			attemptStates(test, framework).map((_, testAttemptIndex) => {
				const url = `https://assets.example.com/${instanceId}/${test.testId}/${testAttemptIndex}`;
				return tell({ testId: test.testId, testAttemptIndex }, url);
			}),
		);
	const screenshots = each((at, url) => ({
		...{ ...at, screenshotId: `shot-${at.testId}-${at.testAttemptIndex}`, name: 'failed', takenAt: null },
		screenshotURL: `${url}/shot.png?signature=sandbox`,
	}));
	if (framework === 'cypress') return { screenshots, videos: [], playwrightTraces: [], attachments: [] };
	return {
		screenshots,
		videos: each((at, url) => ({ ...at, videoUrl: `${url}/video.webm?signature=sandbox` })),
		playwrightTraces: each((at, url) => ({
			...{ ...at, traceId: `trace-${at.testId}-${at.testAttemptIndex}`, name: 'trace' },
			traceURL: `${url}/trace.zip?signature=sandbox`,
		})),
		attachments: each((at, url) => ({
			...{ ...at, name: 'log', filename: 'browser.log', contentType: 'text/plain' },
			readUrl: `${url}/browser.log?signature=sandbox`,
		})),
	};
}
