/** The events of the run model: what can happen to a run, whatever the platform calls it. */
import type { RunEvent, RunStatus } from './TestRun';

/** What an event is called where people choose it, and the status of the run after it. */
export const RUN_EVENTS: Record<RunEvent, { name: string; status: RunStatus }> = {
	RUN_CANCELED: { name: 'Run Canceled', status: 'canceled' },
	RUN_FINISH: { name: 'Run Finished', status: 'finished' },
	RUN_START: { name: 'Run Started', status: 'running' },
	RUN_TIMEOUT: { name: 'Run Timed Out', status: 'timedOut' },
};

/** Whether a name, written exactly so, is that of an event of the run model. */
export function isRunEvent(name: string | null): name is RunEvent {
	return name !== null && Object.hasOwn(RUN_EVENTS, name);
}

/** The events that a platform has, to choose from: by name, each with what it means there. */
export function eventChoices(
	descriptions: Partial<Record<RunEvent, string>>,
): Array<{ value: RunEvent; name: string; description: string }> {
	return (Object.keys(RUN_EVENTS) as RunEvent[]).flatMap((value) => {
		const description = descriptions[value];
		return description === undefined ? [] : [{ value, name: RUN_EVENTS[value].name, description }];
	});
}
