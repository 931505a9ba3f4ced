/** Platforms in memory that answer the requests of a poll, and an n8n in memory that polls them. No network. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { TestRunEvent } from '../../../../core/model/TestRun';
import type { PolledPlatform } from '../../../../n8n/polling/contract';
import { forgetAll } from '../../../../n8n/polling/memory';
import { poll } from '../../../../n8n/polling/poll';
import { platforms } from '../../../../platforms';

/** What is simulated: a platform, or a flavour of one. */
export type Kind = 'currents' | 'qase' | 'preclinical' | 'preclinicalOss';

/** All of them. */
export const KINDS: Kind[] = ['currents', 'qase', 'preclinical', 'preclinicalOss'];

/** A run of a simulated platform. */
export interface SimRun {
	id: string;
	createdAt: number;
	/** Lists and reads do not show it before. */
	visibleAt: number;
	state: 'running' | 'passed' | 'failed' | 'canceled' | 'timedOut';
	endedAt: number | null;
	failures: number;
}

const PROJECT = 'SHOP';

/** A simulated platform. */
export class Sim {
	/** The platform's clock. */
	now = Date.parse('2026-06-01T00:00:00Z');
	runs: SimRun[] = [];
	/** A page has at most so many entries, whatever is asked for. */
	pageSize = 1_000;
	/** For Preclinical, whose order is not documented. */
	isOldestFirst = false;
	/** Letter case of the words of Currents. */
	isLowerCase = false;
	/** The status that all requests, or those that match, are answered with. */
	fault: { status: number; match?: RegExp; headers?: Record<string, string>; skip?: number } | null = null;
	/** Called before each request. */
	onRequest: () => void = () => undefined;
	/** Received requests. */
	requests: string[] = [];
	private count = 0;

	constructor(readonly kind: Kind) {}

	/** Adds a run that goes on. */
	create({ createdAt = this.now, lateMs = 0 }: { createdAt?: number; lateMs?: number } = {}): SimRun {
		this.count += 1;
		const id = this.kind === 'qase' ? String(this.count) : uuid(this.count);
		const visibleAt = this.now + lateMs;
		const run: SimRun = { id, createdAt, visibleAt, state: 'running', endedAt: null, failures: 0 };
		this.runs.push(run);
		return run;
	}

	/** Ends a run. */
	end(run: SimRun, state: SimRun['state'] = 'passed', failures = state === 'failed' ? 1 : 0): void {
		run.state = state;
		run.endedAt = this.now;
		run.failures = failures;
	}

	/** Opens a run again. */
	reset(run: SimRun): void {
		run.state = 'running';
		run.endedAt = null;
	}

	/** Deletes a run. */
	remove(run: SimRun): void {
		this.runs = this.runs.filter((other) => other !== run);
	}

	/** Answers a request. */
	answer(
		method: string,
		address: string,
	): { status: number; body: unknown; headers?: Record<string, string> } {
		this.onRequest();
		const url = new URL(address);
		this.requests.push(`${method} ${url.pathname}${url.search}`);
		const { fault } = this;
		if (fault !== null && (fault.match ?? /^/).test(url.pathname + url.search)) {
			if (!fault.skip) return { status: fault.status, body: { error: 'simulated' }, headers: fault.headers };
			fault.skip -= 1;
		}
		const id = /\/(?:runs|tests|run\/\w+)\/([^/]+)$/.exec(url.pathname)?.[1];
		if (id !== undefined) {
			const run = this.visible().find((one) => one.id === id);
			if (run === undefined) return { status: 404, body: { error: 'Not found' } };
			return { status: 200, body: this.kind === 'currents' ? { data: this.json(run) } : this.single(run) };
		}
		return { status: 200, body: this.list(url.searchParams) };
	}

	private visible(): SimRun[] {
		return this.runs.filter(({ visibleAt }) => visibleAt <= this.now);
	}

	private single(run: SimRun): unknown {
		return this.kind === 'qase' ? { status: true, result: this.json(run) } : this.json(run);
	}

	private list(query: URLSearchParams): unknown {
		const limit = Math.min(this.pageSize, Number(query.get('limit')));
		const offset = Number(query.get('offset') ?? 0);
		if (this.kind === 'qase') {
			const all = this.visible().sort((a, b) => Number(a.id) - Number(b.id));
			const [status, from] = [query.get('status'), Number(query.get('from_start_time') ?? 0)];
			const filtered = all.filter(
				(run) => (status === null || run.state === 'running') && run.createdAt / 1000 >= from,
			);
			const entities = filtered.slice(offset, offset + limit).map((run) => this.json(run));
			return { status: true, result: { total: all.length, filtered: filtered.length, entities } };
		}
		const sorted = this.visible().sort((a, b) => b.createdAt - a.createdAt || b.id.localeCompare(a.id));
		if (this.kind === 'currents') return this.cursorList(sorted, query, limit);
		const ordered = this.isOldestFirst ? sorted.reverse() : sorted;
		const runs = ordered.slice(offset, offset + limit).map((run) => this.json(run));
		return { runs, total: ordered.length };
	}

	private cursorList(sorted: SimRun[], query: URLSearchParams, limit: number): unknown {
		const [from, to] = ['date_start', 'date_end'].map((name) => Date.parse(query.get(name) ?? ''));
		const after = query.get('starting_after');
		const filtered = sorted.filter(
			(run) =>
				!(run.createdAt < from) &&
				!(run.createdAt >= to) &&
				(!query.has('completion_state') || run.state === 'running') &&
				(after === null || isAfter(run, after)),
		);
		const data = filtered.slice(0, limit).map((run) => ({ ...this.json(run), cursor: cursorOf(run) }));
		return { status: 'OK', has_more: filtered.length > limit, data };
	}

	private json(run: SimRun): IDataObject {
		const { id, createdAt, endedAt, state, failures } = run;
		const created = new Date(createdAt).toISOString();
		const ended = endedAt === null ? null : new Date(endedAt).toISOString();
		const counts = { passes: 3 - failures, failures, skipped: 0, flaky: 0, pending: 0, overall: 3 };
		if (this.kind === 'currents') {
			const words = { running: 'IN_PROGRESS', canceled: 'CANCELED', timedOut: 'TIMEOUT' } as const;
			const lower = { running: 'incomplete', canceled: 'cancelled', timedOut: 'timedOut' } as const;
			const key = state as keyof typeof words;
			return {
				runId: id,
				projectId: PROJECT,
				createdAt: created,
				durationMs: endedAt === null ? null : Math.max(0, endedAt - createdAt),
				completionState: this.isLowerCase ? (lower[key] ?? 'complete') : (words[key] ?? 'COMPLETE'),
				status: failures > 0 ? 'FAILED' : 'PASSED',
				groups: [{ groupId: 'a', tests: counts }],
			};
		}
		if (this.kind === 'qase') {
			const word = { running: 'in_progress', canceled: 'aborted', timedOut: 'failed' } as const;
			return {
				id: Number(id),
				title: `Run ${id}`,
				status_text: word[state as keyof typeof word] ?? state,
				start_time: created,
				end_time: ended,
				stats: { total: 3, statuses: { passed: 3 - failures, failed: failures } },
			};
		}
		const word = { running: 'running', canceled: 'canceled' } as const;
		return {
			id,
			agent_id: AGENT,
			status: word[state as keyof typeof word] ?? 'completed',
			created_at: created,
			started_at: created,
			completed_at: ended,
			passed_count: 3 - failures,
			failed_count: failures,
			error_count: 0,
			total_scenarios: 3,
		};
	}
}

const AGENT = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

/** Runs after a cursor are older; the run of the cursor may be gone. */
function isAfter(run: SimRun, cursor: string): boolean {
	const [createdAt, id] = cursor.split(' ');
	return run.createdAt < Number(createdAt) || (run.createdAt === Number(createdAt) && run.id < id);
}

function cursorOf({ createdAt, id }: SimRun): string {
	return `${createdAt} ${id}`;
}

function uuid(count: number): string {
	return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

/** What n8n does not write when it is killed after a poll. */
export interface Crash {
	losesData: boolean;
	losesExecution: boolean;
}

/** An n8n with one workflow that begins with the Test Run Polling Trigger. */
export class SimN8n {
	/** The events of all executions that were stored. */
	executions: TestRunEvent[] = [];
	parameters: IDataObject;
	/** As in the database. */
	stored = '{}';
	/** Local time minus that of the platform. */
	skewMs = 0;
	nodeId = 'node';
	isDurable = false;
	warnings: string[] = [];
	private data: IDataObject = {};

	constructor(
		readonly sim: Sim,
		parameters: IDataObject = {},
	) {
		this.parameters = {
			platform: this.platform.id,
			projectId: PROJECT,
			projectCode: PROJECT,
			events: this.platform.polling.events.map(({ value }) => value).filter((event) => event !== 'RUN_START'),
			// Failures are read by other requests, which are not simulated unless a test asks for them.
			options: { includeFailures: 0 },
			...parameters,
		};
		jest.spyOn(Date, 'now').mockImplementation(() => this.sim.now + this.skewMs);
		forgetAll();
	}

	get platform(): PolledPlatform {
		const id = this.sim.kind === 'preclinicalOss' ? 'preclinical' : this.sim.kind;
		return platforms.find((one) => one.id === id) as unknown as PolledPlatform;
	}

	/** The stored cursor. */
	get cursor() {
		return (JSON.parse(this.stored) as { poll?: IDataObject }).poll;
	}

	/** Publishes the workflow: a poll, whose data are stored whatever it gives. */
	async activate(): Promise<TestRunEvent[]> {
		this.data = JSON.parse(this.stored) as IDataObject;
		const items = await this.call('trigger');
		this.save();
		return this.execute(items);
	}

	/** A poll at its time. */
	async tick(crash?: Crash): Promise<TestRunEvent[]> {
		const items = await this.call('trigger');
		if (this.isDurable || (items !== null && !crash?.losesData)) this.save();
		return crash?.losesExecution ? [] : this.execute(items);
	}

	/** Starts n8n again. */
	async restart(): Promise<TestRunEvent[]> {
		forgetAll();
		return await this.activate();
	}

	/** Polls until nothing comes. */
	async drain(): Promise<TestRunEvent[]> {
		const all: TestRunEvent[] = [];
		// A server that gives short pages needs several polls to catch up.
		const enough = this.sim.pageSize < 10 ? 10 : 5;
		for (let quiet = 0; quiet < enough; this.sim.now += 60_000) {
			const events = await this.tick();
			all.push(...events);
			quiet = events.length === 0 ? quiet + 1 : 0;
		}
		return all;
	}

	/** The manual test. */
	async test(): Promise<TestRunEvent[]> {
		this.data = JSON.parse(this.stored) as IDataObject;
		return eventsIn(await this.call('manual'));
	}

	private save(): void {
		this.stored = JSON.stringify(this.data);
	}

	private execute(items: INodeExecutionData[][] | null): TestRunEvent[] {
		const events = eventsIn(items);
		this.executions.push(...events);
		return events;
	}

	private async call(mode: string): Promise<INodeExecutionData[][] | null> {
		return await poll(this.context(mode), this.platform);
	}

	private context(mode: string): IPollFunctions {
		const { sim } = this;
		const credentials = {
			apiKey: 'placeholder-key',
			token: 'placeholder-key',
			flavour: sim.kind === 'preclinicalOss' ? 'selfHosted' : 'hosted',
			baseUrl: 'https://platform.example.com/api/v1',
			origin: 'https://api.platform.example.com',
		};
		const ctx = {
			getMode: () => mode,
			getActivationMode: () => 'activate',
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: this.nodeId, name: 'Poll', type: 'test', parameters: this.parameters }),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getWorkflowStaticData: () => this.data,
			getCredentials: async () => credentials,
			getTimezone: () => 'UTC',
			getPollBudgetMs: () => (this.isDurable ? 36_000 : 300_000),
			logger: { warn: (text: string) => void this.warnings.push(text) },
			helpers: {
				httpRequestWithAuthentication: async (
					_: string,
					{ url, method }: { url: string; method: string },
				) => {
					const { status, body, headers } = sim.answer(method, url);
					const date = new Date(sim.now).toUTCString();
					return {
						statusCode: status,
						body: JSON.parse(JSON.stringify(body)) as unknown,
						headers: { date, ...headers },
					};
				},
			},
		};
		return ctx as unknown as IPollFunctions;
	}
}

function eventsIn(items: INodeExecutionData[][] | null): TestRunEvent[] {
	return (items?.[0] ?? []).map(({ json }) => json as unknown as TestRunEvent);
}
