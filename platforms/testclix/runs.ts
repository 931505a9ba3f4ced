/** Reads runs of TestCLIX and waits for them. The only thing that can be read is the status of a test. */
import { asInconclusive, buildRun, withReason } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { TestRun } from '../../core/model/TestRun';
import { oneLine } from '../../core/text/words';
import { textOf } from '../../core/text/json';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import { testclixApi } from './api';
import { runFacts, withFailure } from './normalize';
import { TESTCLIX } from './service';
import type { Watch } from './watch';

/** Added to the reason of a passed or failed run: one failed run may not be enough to change the status from `pass`. */
const WINDOWED = 'This is the status of the test, which TestCLIX derives from its latest runs.';

/** Reads the run behind the status of a test. */
export async function readRun({ ctx, itemIndex }: OperationCall, testId: string): Promise<RunReading> {
	const raw = await testclixApi(ctx, itemIndex).getTest(testId);
	return { run: runOf(testId, raw.status), raw };
}

/** The run for a status word of a test. */
export function runOf(testId: string, status: unknown): TestRun {
	const facts = withFailure(runFacts(testId, status));
	if (facts.platformVerdict === 'inconclusive') {
		return asInconclusive(buildRun(facts), `The test has no result: its status is "${shown(status)}".`);
	}
	return buildRun({ ...facts, note: facts.platformVerdict ? WINDOWED : undefined });
}

/** A status word on one line, for a sentence. */
export function shown(status: unknown): string {
	return oneLine(textOf(status) ?? '');
}

/** A status can only be settled at a read after the settling time, so one more read is needed. */
const ONE_MORE_LOOK_MS = 1_000;

/**
 * A run to wait for. `started` is the response to the start, if this wait started the run: it is the latest data that
 * is certainly about this run until the status changes.
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

/**
 * The awaited run is not visible yet. The status may be that of an earlier run, so it is not used, and not output as
 * raw data either if there is a response to the start.
 */
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
	const run = withReason(reading.run, 'No run of the test was seen in progress.');
	return { ...reading, run: { ...run, doubt: 'This may be the result of an earlier run.' } };
}
