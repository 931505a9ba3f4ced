import { dateTime, isObject, listOf, nullable, oneOf, text } from '../../kernel/checks';
import type { BodyField, Endpoint } from '../../kernel/contract';
import { notFound, ok } from './answers';
import { hexId, type CurrentsWorld, type TestAction } from './world';

/** What an action is made of, in requests as in control. */
export type TestActionInput = Pick<TestAction, 'name' | 'action' | 'matcher'> &
	Partial<Pick<TestAction, 'description' | 'expiresAfter'>>;

const OPERATORS = ['eq', 'neq', 'any', 'empty', 'in', 'notIn'];
const LIST_OPERATORS = [...OPERATORS, 'inc', 'notInc', 'incAll', 'notIncAll'];

const TEXT_TYPES = [
	...['testId', 'project', 'title', 'file', 'git_branch', 'git_authorName', 'git_authorEmail'],
	...['git_remoteOrigin', 'git_message'],
];
const LIST_TYPES = ['error_message', 'titlePath', 'annotation', 'tag'];

const STATUSES = ['active', 'disabled', 'archived', 'expired'] as const;

/** Fields of an action. */
export const testActionFields: Record<string, BodyField> = {
	name: { check: text({ max: 255 }), required: true },
	action: { check: listOf(effectProblem, { min: 1 }), required: true },
	matcher: { check: matcherProblem, required: true },
	description: { check: nullable(text({ min: 0, max: 1000 })) },
	expiresAfter: { check: nullable(dateTime) },
};

function effectProblem(effect: unknown): string | null {
	if (!isObject(effect)) return 'must be an object';
	if (effect.op !== 'tag') {
		const isOther = Object.keys(effect).some((name) => name !== 'op');
		return oneOf(['skip', 'quarantine'])(effect.op) ?? (isOther ? 'has details that it does not take' : null);
	}
	return isObject(effect.details) ? listOf(text(), { max: 10 })(effect.details.tags) : 'has no details';
}

function matcherProblem(matcher: unknown): string | null {
	if (!isObject(matcher)) return 'must be an object';
	return oneOf(['AND', 'OR'])(matcher.op) ?? listOf(conditionProblem, { min: 1 })(matcher.cond);
}

function conditionProblem(condition: unknown): string | null {
	if (!isObject(condition)) return 'must be an object';
	const { type, op, value } = condition;
	const operators = LIST_TYPES.includes(String(type)) ? LIST_OPERATORS : OPERATORS;
	const isText = value === undefined || value === null || typeof value === 'string';
	return (
		oneOf([...TEXT_TYPES, ...LIST_TYPES])(type) ??
		oneOf(operators)(op) ??
		(isText ? null : listOf(text())(value))
	);
}

const projectQuery = { projectId: { check: text(), required: true as const } };
const actionOf = (world: CurrentsWorld, { actionId }: Record<string, string>) =>
	world.testActions.find((action) => action.actionId === actionId);

/** currents.md 2.5. */
export function testActionEndpoints(world: CurrentsWorld): Endpoint[] {
	return [...listEndpoints(world), ...oneEndpoints(world), ...switchEndpoints(world)];
}

function listEndpoints(world: CurrentsWorld): Endpoint[] {
	const hasProject = (id: string) => world.projects.some(({ projectId }) => projectId === id);
	return [
		{
			method: 'GET',
			path: '/actions',
			section: '2.5',
			query: {
				...projectQuery,
				status: { check: oneOf(STATUSES), repeated: true },
				search: { check: text({ max: 100 }) },
			},
			run({ query: { projectId, status, search } }) {
				if (!hasProject(projectId[0])) return notFound;
				const found = world.testActions.filter(
					(action) =>
						action.projectId === projectId[0] &&
						(status ?? STATUSES).includes(statusOf(action)) &&
						action.name.includes(search?.[0] ?? ''),
				);
				return ok(found.map(toJson));
			},
		},
		{
			method: 'POST',
			path: '/actions',
			section: '2.5',
			query: projectQuery,
			body: testActionFields,
			run({ query, body }) {
				if (!hasProject(query.projectId[0])) return notFound;
				return ok(toJson(addTestAction(world, query.projectId[0], body as unknown as TestActionInput)), 201);
			},
		},
	];
}

function oneEndpoints(world: CurrentsWorld): Endpoint[] {
	const optional = Object.entries(testActionFields).map(([name, { check }]) => [name, { check }]);
	return [
		{
			method: 'GET',
			path: '/actions/:actionId',
			section: '2.5',
			run({ params }) {
				const action = actionOf(world, params);
				return action ? ok(toJson(action)) : notFound;
			},
		},
		{
			method: 'PUT',
			path: '/actions/:actionId',
			section: '2.5',
			body: Object.fromEntries(optional) as Record<string, BodyField>,
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run: ({ params, body }) => changed(actionOf(world, params), { ...body, ...stamped('updated') }),
		},
		{
			method: 'DELETE',
			path: '/actions/:actionId',
			section: '2.5',
			run({ params }) {
				const action = actionOf(world, params);
				if (!action) return notFound;
				changed(action, { status: 'archived', ...stamped('archived') });
				return ok({ actionId: action.actionId, archived: true });
			},
		},
	];
}

function switchEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'PUT',
			path: '/actions/:actionId/enable',
			section: '2.5',
			run: ({ params }) =>
				changed(actionOf(world, params), { status: 'active', disabledAt: null, disabledBy: null }),
		},
		{
			method: 'PUT',
			path: '/actions/:actionId/disable',
			section: '2.5',
			run: ({ params }) => changed(actionOf(world, params), { status: 'disabled', ...stamped('disabled') }),
		},
	];
}

function changed(action: TestAction | undefined, changes: object) {
	return action ? ok(toJson(Object.assign(action, changes))) : notFound;
}

function stamped(what: 'created' | 'updated' | 'disabled' | 'archived') {
	return { [`${what}At`]: new Date().toISOString(), [`${what}By`]: 'sandbox key' };
}

/** Adds an action to a project. */
export function addTestAction(world: CurrentsWorld, projectId: string, input: TestActionInput): TestAction {
	const nothing = { updatedAt: null, updatedBy: null, disabledAt: null, disabledBy: null };
	const action: TestAction = {
		...{ actionId: hexId(24), projectId, description: null, expiresAfter: null, ...input },
		...{ status: 'active', createdAt: '', createdBy: '', ...stamped('created') },
		...{ ...nothing, archivedAt: null, archivedBy: null },
	};
	world.testActions.push(action);
	return action;
}

/** The documented `Action` does not name its project. */
export function toJson({ projectId: _, ...action }: TestAction) {
	return { ...action, status: statusOf(action) };
}

/** An action in force expires by itself. */
function statusOf({ status, expiresAfter }: Pick<TestAction, 'status' | 'expiresAfter'>) {
	const isOver = expiresAfter !== null && Date.parse(expiresAfter) <= Date.now();
	return status === 'active' && isOver ? 'expired' : status;
}
