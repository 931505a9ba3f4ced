/** A project of Currents in memory, whose runs begin and end by a simulated clock, and which counts its requests. */
import type { Json, Templates } from './currentsPages';

/** A run of the simulated project; times in epoch milliseconds. */
export interface DayRun {
	id: string;
	createdAt: number;
	endsAt: number;
	hasFailed: boolean;
}

/** Answers the requests of a poll. */
export interface CurrentsDay {
	/** Requests by what they read: `list`, `run`, `instance`. */
	counts: Record<'list' | 'run' | 'instance', number>;
	/** How often each run was read by its id. */
	reads: Map<string, number>;
	answer(address: string): unknown;
}

/** The project with runs in the order of their creation. `now` is the clock. */
export function currentsDay(
	{ run, spec, instance }: Templates,
	runs: DayRun[],
	now: () => number,
): CurrentsDay {
	const counts = { list: 0, run: 0, instance: 0 };
	const reads = new Map<string, number>();
	const shown = (one: DayRun): Json => ({ ...run, ...stateOf(one, run, now()) });
	const list = (query: URLSearchParams) => {
		counts.list++;
		const visible = runs.filter((one) => isListed(one, query, now())).reverse();
		const after = query.get('starting_after');
		const from = after === null ? 0 : visible.findIndex(({ id }) => id === after) + 1;
		const limit = Number(query.get('limit'));
		const page = visible.slice(from, from + limit);
		const data = page.map((one) => ({ ...shown(one), cursor: one.id }));
		return { status: 'OK', has_more: visible.length > from + limit, data };
	};
	const single = (id: string) => {
		counts.run++;
		reads.set(id, (reads.get(id) ?? 0) + 1);
		return { data: { ...shown(runs.find((one) => one.id === id) as DayRun), specs: [spec] } };
	};
	return {
		counts,
		reads,
		answer(address) {
			const { pathname, searchParams } = new URL(address);
			const [kind, id] = pathname.split('/').slice(-2);
			if (id === 'runs') return list(searchParams);
			if (kind === 'runs') return single(id);
			counts.instance++;
			return { data: instance };
		},
	};
}

function isListed({ createdAt, endsAt }: DayRun, query: URLSearchParams, now: number): boolean {
	const [from, to] = ['date_start', 'date_end'].map((name) => Date.parse(query.get(name) ?? ''));
	const isWanted = !query.has('completion_state') || endsAt > now;
	return createdAt <= now && !(createdAt < from) && !(createdAt >= to) && isWanted;
}

/** A run that goes on has no counts; one that has ended has the tests of the sample, one of them failed or none. */
function stateOf({ id, createdAt, endsAt, hasFailed }: DayRun, sample: Json, now: number): Json {
	const created = new Date(createdAt).toISOString();
	if (endsAt > now)
		return { runId: id, createdAt: created, completionState: 'IN_PROGRESS', status: 'RUNNING', groups: [] };
	const [group] = sample.groups as Array<{ tests: Record<string, number> }>;
	const { overall } = group.tests;
	const failures = hasFailed ? 1 : 0;
	const tests = { ...group.tests, failures, passes: overall - failures, skipped: 0, pending: 0, flaky: 0 };
	return {
		runId: id,
		createdAt: created,
		durationMs: endsAt - createdAt,
		completionState: 'COMPLETE',
		status: hasFailed ? 'FAILED' : 'PASSED',
		groups: [{ ...group, tests }],
	};
}
