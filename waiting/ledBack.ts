/** A run that a loop leads back to the node that started it. */
import type { KnownRun, OperationCall } from '../platforms/platform';
import { startOf } from '../platforms/startedRuns';
import { readRun } from '../runs/readRun';
import { noteIn } from './stored';

/**
 * The run in the item, where this node started it and it has not ended; else `null`. A stored execution says so in
 * the item itself, so that it is known after a restart of n8n, too.
 */
export function runLedBack({ ctx, itemIndex }: OperationCall): KnownRun | null {
	const { json } = ctx.getInputData()[itemIndex];
	const note = noteIn(json);
	if (note?.startedBy === ctx.getNode().id) return { runId: note.runId, doubt: note.doubt };
	const run = readRun(json);
	const start = run?.verdict === 'pending' ? startOf(ctx, run) : undefined;
	return run && start ? { runId: run.id, doubt: start.doubt } : null;
}
