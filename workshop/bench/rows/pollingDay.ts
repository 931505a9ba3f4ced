/** Row 13: a day of the Test Run Polling Trigger beside a workflow that lists the runs each minute. Simulated clock. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { TestRunEvent } from '../../../core/model/TestRun';
import type * as Poll from '../../../n8n/polling/poll';
import type { PolledPlatform } from '../../../n8n/polling/contract';
import type * as Platforms from '../../../platforms';
import { built } from '../lib/built';
import { currentsDay, type CurrentsDay, type DayRun } from '../lib/currentsDay';
import { templates, type Templates } from '../lib/currentsPages';
import { counted, type Bench, type Figure, type Reach } from '../lib/figure';

const { poll } = built<typeof Poll>('n8n/polling/poll');
const { platforms } = built<typeof Platforms>('platforms/index');
const currents = platforms.find(({ id }) => id === 'currents') as unknown as PolledPlatform;

const MINUTE = 60_000;
const MINUTES_OF_DAY = 24 * 60;
const START = Date.UTC(2026, 5, 1);
const COMPARED_WITH = 'a list of 50 runs each minute';

/** A project: so many runs an hour, each so long; one in ten has a failed test. */
interface Project {
	name: string;
	runsAnHour: number;
	minutes: number;
}

const PROJECTS: Project[] = [
	{ name: 'A quiet project', runsAnHour: 0, minutes: 0 },
	{ name: '30 runs an hour of 20 minutes', runsAnHour: 30, minutes: 20 },
	{ name: '120 runs an hour of an hour', runsAnHour: 120, minutes: 60 },
];

export const bench: Bench = {
	row: 13,
	title: 'A day of polling each minute: requests, and delay to notice an end (simulated clock)',
	async run() {
		const samples = await templates();
		const figures: Figure[] = [];
		for (const project of PROJECTS) figures.push(...(await figuresOf(project, samples)));
		return figures;
	},
};

async function figuresOf(project: Project, samples: Templates): Promise<Figure[]> {
	const runs = runsOf(project);
	const ours = await ourDay(runs, samples);
	const theirs = await bareDay(runs, samples);
	const figure = (what: string, unit: string, values: [number, number | null], reach?: Reach) =>
		counted(
			{
				row: 13,
				what: `${project.name}: ${what}`,
				unit,
				...(values[1] !== null && { comparedWith: COMPARED_WITH }),
			},
			...values,
			reach,
		);
	const lists = [ours.lists, theirs.lists] as [number, number];
	if (runs.length === 0) return [figure('requests', 'requests', lists, oneAPoll)];
	const ended = runs.filter(({ endsAt }) => endsAt <= START + MINUTES_OF_DAY * MINUTE).length;
	const failed = runs.filter(({ hasFailed }) => hasFailed).length;
	return [
		figure('lists', 'requests', lists),
		figure('other requests', 'requests', [ours.reads, null], {
			words: `at most 2 for each of ${failed} failed runs, and 1 for each that left the list`,
			holds: ({ ours: count }) => count <= 2 * failed + runs.length,
		}),
		figure('runs read twice', 'runs', [ours.twice, null], {
			words: 'none',
			holds: ({ ours: count }) => count === 0,
		}),
		figure('ends missed', 'runs', [ended - ours.noticed, ended - theirs.noticed], {
			words: 'none',
			holds: ({ ours: count }) => count === 0,
		}),
		figure(
			'longest delay',
			's',
			[ours.longestMs / 1000, theirs.noticed === 0 ? null : theirs.longestMs / 1000],
			{
				words: 'at most 60 s',
				holds: ({ ours: seconds }) => seconds <= 60,
			},
		),
	];
}

const oneAPoll: Reach = {
	words: 'one list a poll',
	holds: ({ ours, theirs }) => theirs !== null && ours <= theirs,
};

/** Runs at regular distances, none of which begins at a full minute. */
function runsOf({ runsAnHour, minutes }: Project): DayRun[] {
	return Array.from({ length: runsAnHour * 24 }, (_, index) => {
		const createdAt = START + ((index + 0.37) * 60 * MINUTE) / runsAnHour;
		return {
			id: `run-${index}`,
			createdAt,
			endsAt: createdAt + minutes * MINUTE,
			hasFailed: index % 10 === 0,
		};
	});
}

/** What a day took, and which ends were noticed in it. */
interface Day {
	lists: number;
	reads: number;
	twice: number;
	noticed: number;
	longestMs: number;
}

async function ourDay(runs: DayRun[], samples: Templates): Promise<Day> {
	return await dayOf(runs, samples, (day) => {
		const ctx = contextOf(day, {}, `${runs.length} runs`);
		return async () => {
			const items = await poll(ctx, currents);
			return (items?.[0] ?? []).map(({ json }) => (json as unknown as TestRunEvent).run?.id ?? '');
		};
	});
}

/** The newest page, whose ended runs that were not known before are the new ends. */
async function bareDay(runs: DayRun[], samples: Templates): Promise<Day> {
	return await dayOf(runs, samples, (day) => {
		const known = new Set<string>();
		return async () => {
			const { data } = day.answer('https://currents.example.com/projects/shop/runs?limit=50') as {
				data: Array<{ runId: string; completionState: string }>;
			};
			const ended = data.filter(
				({ runId, completionState }) => completionState === 'COMPLETE' && !known.has(runId),
			);
			for (const { runId } of ended) known.add(runId);
			return await Promise.resolve(ended.map(({ runId }) => runId));
		};
	});
}

/** A poll at each full minute, from the one that sets the mark; the clock stands still meanwhile. */
async function dayOf(
	runs: DayRun[],
	samples: Templates,
	opened: (day: CurrentsDay) => () => Promise<string[]>,
): Promise<Day> {
	let now = START;
	const realNow = Date.now;
	Date.now = () => now;
	try {
		const day = currentsDay(samples, runs, () => now);
		const tick = opened(day);
		const endOf = new Map(runs.map(({ id, endsAt }) => [id, endsAt]));
		const noticed = new Set<string>();
		let longestMs = 0;
		await tick();
		day.counts.list = 0;
		for (let minute = 1; minute <= MINUTES_OF_DAY; minute++) {
			now = START + minute * MINUTE;
			for (const id of await tick()) {
				noticed.add(id);
				longestMs = Math.max(longestMs, now - (endOf.get(id) ?? now));
			}
		}
		const { list, run, instance } = day.counts;
		const twice = [...day.reads.values()].filter((times) => times > 1).length;
		return { lists: list, reads: run + instance, twice, noticed: noticed.size, longestMs };
	} finally {
		Date.now = realNow;
	}
}

/** What n8n gives a node that polls, with the answers of the project for its requests. */
function contextOf(day: CurrentsDay, data: IDataObject, workflowId: string): IPollFunctions {
	const parameters: IDataObject = {
		platform: 'currents',
		projectId: 'shop',
		events: ['RUN_FINISH'],
		filters: {},
		options: {},
	};
	return {
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({ id: 'node', name: 'Poll', type: 'test', parameters }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => data,
		getCredentials: async () =>
			await Promise.resolve({ apiKey: 'placeholder-key', baseUrl: 'https://currents.example.com' }),
		getTimezone: () => 'UTC',
		getPollBudgetMs: () => 300_000,
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_: string, { url }: { url: string }) =>
				await Promise.resolve({
					statusCode: 200,
					body: structuredClone(day.answer(url)),
					headers: { date: new Date(Date.now()).toUTCString() },
				}),
		},
	} as unknown as IPollFunctions;
}
