/** Reading runs from TestCLIX, where all there is to read is the status of a test. */
import { asInconclusive, buildRun, withReason } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { TestRun } from '../../core/model/TestRun';
import { oneLine } from '../../core/text/words';
import { textOf } from '../../core/text/json';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import { testclixApi } from './api';
import { runFacts, withFailure } from './normalize';
import { TESTCLIX } from './service';
import type { Watch } from './watch';

/** A passed or failed run as the status of its test shows it. One failed run alone may leave that at `pass`. */
const WINDOWED = 'This is the status of the test, which TestCLIX works out from its latest runs.';

/** Reads the run that the status of a test stands for. */
export async function readRun({ ctx, itemIndex }: OperationCall, testId: string): Promise<RunReading> {
	const raw = await testclixApi(ctx, itemIndex).getTest(testId);
	return { run: runOf(testId, raw.status), raw };
}

/** The look of a status settles only by a look after the settling time. */
const ONE_MORE_LOOK_MS = 1_000;

/**
 * A run to wait for. `started` is the answer to the start, where this wait started the run: it is what the platform
 * last told of this very run until the status shows more.
 */
export function awaitedRun(
	call: OperationCall,
	testId: string,
	watch: Watch,
	{ settlingMs, started }: { settlingMs: number; started?: RunReading['raw'] },
): AwaitedRun {
	let wasInRun = false;
	return {
		settlingMs: settlingMs + ONE_MORE_LOOK_MS,
		started: started && { run: runOf(testId, started.status), raw: started },
		async read() {
			const reading = await readRun(call, testId);
			const sighting = watch(reading.raw.status, Date.now());
			if (sighting === 'earlier') return earlierRun(testId, reading.raw, started);
			if (sighting === 'own' && !wasInRun) return unseenRun(reading);
			wasInRun = true;
			return reading;
		},
	};
}

function runOf(testId: string, status: unknown): TestRun {
	const facts = withFailure(runFacts(testId, status));
	if (facts.platformVerdict === 'inconclusive') {
		return asInconclusive(buildRun(facts), `The test has no result: its status is "${shown(status)}".`);
	}
	return buildRun({ ...facts, note: facts.platformVerdict ? WINDOWED : undefined });
}

/** The awaited run has not shown yet: what the status tells is not taken over, not even as raw data if it can be helped. */
function earlierRun(testId: string, raw: RunReading['raw'], started?: RunReading['raw']): RunReading {
	const verdictReason = `The status of the test is "${shown(raw.status)}", which may be that of an earlier run.`;
	const run = buildRun({
		...TESTCLIX,
		id: testId,
		status: 'queued',
		counts: { ...noCounts(), total: 1 },
	});
	return { run: { ...run, verdictReason, doubt: verdictReason }, raw: started ?? raw, late: verdictReason };
}

function unseenRun(reading: RunReading): RunReading {
	const run = withReason(reading.run, 'No run of the test was seen going on.');
	return { ...reading, run: { ...run, doubt: 'This may be the result of an earlier run.' } };
}

function shown(status: unknown): string {
	return oneLine(textOf(status) ?? '');
}
