/** Reading runs from TestCLIX, where all there is to read is the status of a test. */
import { asInconclusive, buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { oneLine } from '../../core/text/words';
import { textOf } from '../../core/text/json';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import { testclixApi } from './api';
import { runFacts, withFailure } from './normalize';

/** A passed or failed run as the status of its test shows it. One failed run alone may leave that at `pass`. */
const WINDOWED = 'This is the status of the test, which TestCLIX works out from its latest runs.';

/** Reads the run that the status of a test stands for. */
export async function readRun({ ctx, itemIndex }: OperationCall, testId: string): Promise<RunReading> {
	const raw = await testclixApi(ctx, itemIndex).getTest(testId);
	return { run: runOf(testId, raw.status), raw };
}

/** The run that a status word of a test stands for. */
export function runOf(testId: string, status: unknown): TestRun {
	const facts = withFailure(runFacts(testId, status));
	if (facts.platformVerdict === 'inconclusive') {
		return asInconclusive(buildRun(facts), `The test has no result: its status is "${shown(status)}".`);
	}
	return buildRun({ ...facts, note: facts.platformVerdict ? WINDOWED : undefined });
}

/** A status word in one line, for a sentence. */
export function shown(status: unknown): string {
	return oneLine(textOf(status) ?? '');
}
