import type { IExecuteFunctions } from 'n8n-workflow';

import type { KnownRun, OperationCall } from './contract';
import { startOf } from './startedRuns';
import { readRun } from '../../core/model/readRun';
import { noteIn, type WaitingNote } from './waitingNote';

/**
 * The run in the item, if this node started it and it has not ended; otherwise `null`. After a stored wait the item
 * itself holds this information, so it also works after a restart of n8n.
 */
export function runLedBack({ ctx, itemIndex }: OperationCall): KnownRun | null {
	const { json } = ctx.getInputData()[itemIndex];
	const note = noteIn(json);
	if (note && isOwn(note, ctx)) return { runId: note.runId, doubt: note.doubt };
	const run = readRun(json);
	const start = run?.verdict === 'pending' ? startOf(ctx, run) : undefined;
	return run && start ? { runId: run.id, doubt: start.doubt } : null;
}

/**
 * Whether this node wrote the note in this execution. If n8n retries an execution, the retry has another id but the
 * same items, so that also counts.
 */
function isOwn({ startedBy, workflow, execution }: WaitingNote, ctx: IExecuteFunctions): boolean {
	const isHere = startedBy === ctx.getNode().id && workflow === ctx.getWorkflow().id;
	return isHere && (execution === ctx.getExecutionId() || ctx.getMode() === 'retry');
}
