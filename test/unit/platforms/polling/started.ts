/** A poller that has polled once. */
import { Sim, SimN8n, type Kind } from './simulated';

export const MINUTE = 60_000;

export async function started(kind: Kind, parameters = {}, before: (sim: Sim) => void = () => undefined) {
	const sim = new Sim(kind);
	before(sim);
	const n8n = new SimN8n(sim, parameters);
	await n8n.activate();
	sim.now += MINUTE;
	return { sim, n8n };
}

export const ids = (events: Array<{ run: { id: string } | null; event: string }>) =>
	events.map(({ run, event }) => `${run?.id} ${event}`);
