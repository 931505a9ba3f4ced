import { booleanText, dateTime, listOf, oneOf, text } from '../../kernel/checks';
import type { ApiCall, Endpoint, QueryField } from '../../kernel/contract';
import { cursorQuery, notFound, ok, oneCursor, page } from './answers';
import { labelsOf, signatureOf } from './catalogue';
import { attemptStates, stateOf } from './instanceJson';
import { commitJson, frameworkJson, projectOf } from './wire';
import type { CurrentsWorld, Group, Run, Spec, TestCase } from './world';

const titles = listOf(text(), { min: 1 });
const texts: QueryField = { check: text(), repeated: true };

const resultQuery: Record<string, QueryField> = {
	...cursorQuery,
	date_start: { check: dateTime, required: true },
	date_end: { check: dateTime, required: true },
	...{ 'branches[]': texts, 'tags[]': texts, 'authors[]': texts, 'groups[]': texts },
	'status[]': { check: oneOf(['passed', 'failed', 'pending', 'skipped']), repeated: true },
	flaky: { check: booleanText },
};

/** One test in one group of a run. */
interface Result {
	run: Run;
	group: Group;
	spec: Spec;
	test: TestCase;
}

/** currents.md 2.4: results of a test, and its signature. */
export function testResultEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/test-results/:signature',
			section: '2.4',
			query: resultQuery,
			rule: oneCursor,
			run(call) {
				const found = resultsOf(world, call.params.signature).filter((result) => isWanted(result, call));
				return page(call, found, cursorOf, (result) => toJson(world, result, call.params.signature));
			},
		},
		{
			method: 'POST',
			path: '/signature/test',
			section: '2.4',
			body: {
				projectId: { check: text(), required: true },
				specFilePath: { check: text(), required: true },
				testTitle: { check: (title) => (typeof title === 'string' ? null : titles(title)), required: true },
			},
			run({ body }) {
				const { projectId, specFilePath, testTitle } = body as Record<string, string>;
				if (!world.projects.some((project) => project.projectId === projectId)) return notFound;
				const parts = Array.isArray(testTitle) ? (testTitle as string[]) : testTitle.split(' > ');
				return ok({ signature: signatureOf(projectId, specFilePath, parts) });
			},
		},
	];
}

/** The newest first. */
function resultsOf({ runs }: CurrentsWorld, signature: string): Result[] {
	const inRun = (run: Run) =>
		run.groups.flatMap((group) =>
			group.specs.flatMap((spec) =>
				spec.tests
					.filter((test) => test.outcome !== null)
					.filter((test) => signatureOf(run.projectId, spec.spec, test.title) === signature)
					.map((test) => ({ run, group, spec, test })),
			),
		);
	return runs.flatMap(inRun).reverse();
}

function isWanted({ run, group, test }: Result, { query }: ApiCall): boolean {
	const fits = (name: string, ...values: string[]) =>
		(query[name] ?? values.slice(0, 1)).some((wanted) => values.includes(wanted)) || !query[name];
	return (
		run.createdAt >= query.date_start[0] &&
		run.createdAt < query.date_end[0] &&
		fits('branches[]', run.branch) &&
		fits('tags[]', ...run.tags) &&
		fits('authors[]', run.author) &&
		fits('groups[]', group.groupId) &&
		fits('status[]', String(stateOf(test))) &&
		fits('flaky', String(test.outcome === 'flaky'))
	);
}

function cursorOf({ spec, test }: Result): string {
	return `cur-${spec.instanceId}-${test.testId}`;
}

function toJson(world: CurrentsWorld, { run, group, spec, test }: Result, signature: string) {
	const project = projectOf(world, run);
	const states = attemptStates(test, project.framework);
	return {
		...{ signature, framework: frameworkJson(project), createdAt: run.createdAt, projectId: run.projectId },
		...{ groupId: group.groupId, runId: run.runId, instanceId: spec.instanceId, spec: spec.spec },
		...{ machineId: spec.machineId, tags: run.tags, title: test.title, testId: test.testId },
		displayError: test.outcome === 'failed' ? (test.error?.message ?? null) : null,
		commit: commitJson(run, project),
		duration: test.durationMs * Math.max(1, states.length),
		flaky: test.outcome === 'flaky',
		expectedStatus: 'passed',
		status: stateOf(test),
		attempts: states.map((state, index) => ({
			attemptId: `${test.testId}-${index}`,
			state,
			// So that the last attempt ends when the file does.
			startedAt: earlier(spec.completedAt ?? spec.claimedAt, test.durationMs * (states.length - index)),
			duration: test.durationMs,
			error:
				state === 'failed' && test.error
					? { message: test.error.message, stack: test.error.stack, location: null }
					: null,
		})),
		annotations: labelsOf(test.title).annotations,
	};
}

function earlier(time: string | null, milliseconds: number): string | null {
	return time === null ? null : new Date(Date.parse(time) - milliseconds).toISOString();
}
