/** Awaiting a run of TestCLIX, which is known by its test alone. */
import { buildRun, withReason } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import { readRun, runOf, shown } from './runs';
import { TESTCLIX } from './service';
import type { Watch } from './watch';

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
