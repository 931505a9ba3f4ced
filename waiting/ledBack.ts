/** A run that a loop leads back to the node that started it. */
import type { OperationCall } from '../platforms/platform';
import { hasStarted } from '../platforms/startedRuns';
import { readRun } from '../runs/readRun';
import { noteIn } from './stored';

/**
 * Id of the run in the item, where this node started it and it has not ended; else `null`. A stored execution says so in
 * the item itself, so that it is known after a restart of n8n, too.
 */
export function runLedBack({ ctx, itemIndex }: OperationCall): string | null {
	const { json } = ctx.getInputData()[itemIndex];
	const note = noteIn(json);
	if (note?.startedBy === ctx.getNode().id) return note.runId;
	const run = readRun(json);
	return run?.verdict === 'pending' && hasStarted(ctx, run) ? run.id : null;
}
