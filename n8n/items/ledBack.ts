/** A run that a loop leads back to the node that started it. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { KnownRun, OperationCall } from './contract';
import { startOf } from './startedRuns';
import { readRun } from '../../core/model/readRun';
import { noteIn, type WaitingNote } from './waitingNote';

/**
 * The run in the item, where this node started it and it has not ended; else `null`. A stored execution says so in
 * the item itself, so that it is known after a restart of n8n, too.
 */
export function runLedBack({ ctx, itemIndex }: OperationCall): KnownRun | null {
	const { json } = ctx.getInputData()[itemIndex];
	const note = noteIn(json);
	if (note && isOwn(note, ctx)) return { runId: note.runId, doubt: note.doubt };
	const run = readRun(json);
	const start = run?.verdict === 'pending' ? startOf(ctx, run) : undefined;
	return run && start ? { runId: run.id, doubt: start.doubt } : null;
}

/** Whether this node wrote the note, in this execution. An execution that n8n retries has another id, and the same items. */
function isOwn({ startedBy, workflow, execution }: WaitingNote, ctx: IExecuteFunctions): boolean {
	const isHere = startedBy === ctx.getNode().id && workflow === ctx.getWorkflow().id;
	return isHere && (execution === ctx.getExecutionId() || ctx.getMode() === 'retry');
}
