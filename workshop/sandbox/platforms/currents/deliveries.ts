import type { Delivery } from '../../kernel/deliveries';
import { countTests } from './lifecycle';
import { commitJson, projectOf } from './wire';
import type { CurrentsWorld, Group, HookEvent, Run, Webhook } from './world';

/**
 * Tells every webhook of the run's project that asked for `event`: one delivery per group when the run has several
 * groups, each sent once. Answers with the log entries once all are through.
 */
export async function deliverEvent(
	world: CurrentsWorld,
	run: Run,
	event: HookEvent,
	groups: Group[],
): Promise<Delivery[]> {
	const hooks = world.webhooks.filter(
		(hook) => hook.projectId === run.projectId && hook.hookEvents.includes(event),
	);
	const bodies = deliveryBodies(world, run, event, groups);
	const perHook = hooks.map(async (hook) => {
		const sent: Delivery[] = [];
		for (const body of bodies) {
			const bytes = Buffer.from(JSON.stringify(body));
			sent.push(
				await world.tools.deliver({
					kind: event,
					url: hook.url,
					headers: headersOf(world, hook),
					body: bytes,
				}),
			);
		}
		return sent;
	});
	return (await Promise.all(perHook)).flat();
}

/** The bodies that `event` is delivered with, whether or not anyone listens. */
export function deliveryBodies(world: CurrentsWorld, run: Run, event: HookEvent, groups: Group[]): object[] {
	const once = event === 'RUN_START' && world.tools.variants.startPerGroup === 'once';
	if (run.groups.length === 1 || once) return [bodyOf(world, run, event, run.groups, null)];
	return groups.map((group) => bodyOf(world, run, event, [group], group.groupId));
}

function bodyOf(world: CurrentsWorld, run: Run, event: HookEvent, groups: Group[], groupId: string | null) {
	const project = projectOf(world, run);
	const { variants, url } = world.tools;
	const counts = groups.map((group) => countTests(group, project.framework));
	const sum = (name: keyof (typeof counts)[number]) =>
		counts.reduce((total, entry) => total + entry[name], 0);
	return {
		event,
		runUrl:
			variants.runUrl === 'hosted'
				? `https://app.currents.dev/run/${run.runId}`
				: `${url()}/currents/run/${run.runId}?tab=overview#tests`,
		buildId: run.ciBuildId,
		...(groupId === null ? {} : { groupId }),
		...(variants.tagsInDelivery === 'present' ? { tags: run.tags } : {}),
		commit: commitJson(run, project),
		failures: sum('failures'),
		flaky: sum('flaky'),
		overall: sum('overall'),
		passes: sum('passes'),
		pending: sum('pending'),
		retries: sum('retries'),
		skipped: sum('skipped'),
	};
}

function headersOf({ tools }: CurrentsWorld, { headers }: Webhook): Record<string, string> {
	const own = JSON.parse(headers ?? '{}') as Record<string, string>;
	const now = Date.now();
	const timestamp = { ms: `${now}`, s: `${Math.floor(now / 1000)}`, absent: null }[
		tools.variants.deliveryTimestamp
	];
	return {
		'Content-Type': 'application/json',
		...(timestamp === null ? {} : { 'x-timestamp': timestamp }),
		...own,
	};
}
