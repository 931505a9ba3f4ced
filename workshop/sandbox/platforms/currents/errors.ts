import { dateTime, integerText, oneOf, text } from '../../kernel/checks';
import type { ApiCall, Endpoint } from '../../kernel/contract';
import { notFound } from './answers';
import {
	executionsOf,
	groupedBy,
	numberedPage,
	numberedQuery,
	ordered,
	periodQuery,
	type Execution,
} from './executions';
import type { CurrentsWorld } from './world';

/** By the word of `group_by[]`, the field of an error. */
const PARTS = {
	target: 'error_target',
	action: 'error_action',
	category: 'error_category',
	message: 'message',
} as const;

interface Failure extends Execution {
	error: Record<(typeof PARTS)[keyof typeof PARTS], string | null>;
}

/** currents.md 2.4: errors explorer. */
export function errorEndpoints(world: CurrentsWorld): Endpoint[] {
	const part = { check: text() };
	return [
		{
			method: 'GET',
			path: '/errors/:projectId',
			section: '2.4',
			query: {
				...periodQuery(dateTime),
				...numberedQuery(100),
				tags_logical_operator: { check: oneOf(['OR', 'AND']) },
				...{ error_target: part, error_message: part, error_category: part, error_action: part },
				order_by: { check: oneOf(['count', 'tests', 'branches', 'error']) },
				'group_by[]': { check: oneOf(Object.keys(PARTS)), repeated: true },
				metric: { check: oneOf(['occurrence', 'test', 'branch']) },
				top_n: { check: integerText({ min: 1, max: 50 }) },
			},
			run(call) {
				const isKnown = world.projects.some(({ projectId }) => projectId === call.params.projectId);
				if (!isKnown) return notFound;
				const failures = failuresIn(world, call);
				const groups = groupedBy(failures, keyOf(call)).map(errorJson);
				const order = call.query.order_by?.[0] ?? 'count';
				const sorted = ordered(call, groups, ({ message, count, details }) => {
					if (order === 'error') return String(message);
					return order === 'count' ? count : details[order as 'tests' | 'branches'].count;
				});
				return numberedPage(call, sorted, { timeline: timelineOf(call, failures) });
			},
		},
	];
}

function failuresIn(world: CurrentsWorld, call: ApiCall): Failure[] {
	const { query } = call;
	const operator = query.tags_logical_operator?.[0] ?? 'OR';
	const hasTags = ({ run }: Execution) =>
		operator === 'OR' || (query['tags[]'] ?? []).every((tag) => run.tags.includes(tag));
	const fits = ({ error }: Failure) =>
		Object.values(PARTS).every((name) => {
			const wanted = query[name === 'message' ? 'error_message' : name]?.[0];
			return wanted === undefined || (error[name] ?? '').includes(wanted);
		});
	return executionsOf(world, call)
		.filter(hasTags)
		.filter(({ test }) => test.error !== null)
		.map((execution) => ({ ...execution, error: partsOf(execution.test.error?.message ?? '') }))
		.filter(fits);
}

/** The first line without colours, and what it is made of. */
function partsOf(text: string): Failure['error'] {
	const message = text.replace(/\u001b\[\d+m/g, '').split('\n')[0];
	return {
		message,
		error_category: /^(\w+):/.exec(message)?.[1] ?? null,
		error_action: /\b(?:locator|page|cy)\.(\w+)/.exec(message)?.[1] ?? null,
		error_target: /waiting for (.+)/.exec(text)?.[1] ?? null,
	};
}

function keyOf({ query }: ApiCall) {
	const parts = (query['group_by[]'] ?? ['message']) as Array<keyof typeof PARTS>;
	return ({ error }: Failure) => JSON.stringify(parts.map((part) => error[PARTS[part]]));
}

function errorJson(failures: Failure[]) {
	const distinct = (key: (failure: Failure) => string) => ({ count: new Set(failures.map(key)).size });
	return {
		...failures[0].error,
		count: failures.length,
		details: {
			tests: distinct(({ test }) => test.testId),
			branches: distinct(({ run }) => run.branch),
		},
	};
}

function timelineOf(call: ApiCall, failures: Failure[]) {
	const top = Number(call.query.top_n?.[0] ?? 5);
	return groupedBy(failures, ({ run }) => run.createdAt.slice(0, 10)).map((ofDay) => ({
		date: ofDay[0].run.createdAt.slice(0, 10),
		count: ofDay.length,
		items: groupedBy(ofDay, keyOf(call)).map(errorJson).slice(0, top),
	}));
}
