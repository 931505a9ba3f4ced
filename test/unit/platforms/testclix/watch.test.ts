/** Which of the statuses that are read one after the other is the result of the awaited run. */
import fc from 'fast-check';

import { watchRun, watchStartedRun, type Sighting, type Watch } from '../../../../platforms/testclix/watch';

const SETTLING_MS = 30_000;

/** What a watch says of statuses that are read ten seconds apart. */
function sightings(watch: Watch, statuses: string): Sighting[] {
	return statuses.split(', ').map((status, index) => watch(status, index * 10_000));
}

const inRun = 'inRun';
const own = 'own';
const earlier = 'earlier';

describe('a run that was started after the status was read', () => {
	test.each<[string, string, Sighting[]]>([
		['pass', 'pass, pass, queued, processing, pass', [earlier, earlier, inRun, inRun, own]],
		['error', 'queued, pass', [inRun, own]],
		['error', 'Queued, Processing, Error', [inRun, inRun, own]],
		['not executed', 'not executed, queued, pass', [earlier, inRun, own]],
		// Never seen in a run: the same result is the old one for ever.
		['pass', 'pass, pass, pass, pass, pass, pass', Array<Sighting>(6).fill(earlier)],
		['Pass', 'pass, PASS, pass, pass, pass', Array<Sighting>(5).fill(earlier)],
		['valid', 'valid, valid, valid, valid, valid', Array<Sighting>(5).fill(earlier)],
		// Another result counts once it has stood for the settling time.
		['pass', 'error, error, error, error', [earlier, earlier, earlier, own]],
		['pass', 'pass, error, error, error, error', [earlier, earlier, earlier, earlier, own]],
		['acknowledged', 'error, error, error, error', [earlier, earlier, earlier, own]],
		// A person acknowledged the error, or set the schedule: no run ended.
		['error', 'acknowledged, acknowledged, acknowledged, acknowledged', Array<Sighting>(4).fill(earlier)],
		['recorded', 'valid, valid, valid, valid, valid', Array<Sighting>(5).fill(earlier)],
		// Another run was going on before: its result does not count while ours can still leave the queue.
		['processing', 'processing, pass, queued, error', [inRun, earlier, inRun, earlier]],
		['queued', 'pass, pass, pass, pass', [earlier, earlier, earlier, own]],
		['processing', 'processing, error, error, error, error', [inRun, earlier, earlier, earlier, own]],
		// Without steps there is nothing to wait for.
		[
			'not recorded',
			'not recorded, not recorded, not recorded, not recorded',
			[earlier, earlier, earlier, own],
		],
	])('after "%s": %s', (before, statuses, expected) => {
		expect(sightings(watchStartedRun(before, SETTLING_MS), statuses)).toEqual(expected);
	});

	test('never takes the status from before, unless the test was seen in a run', () => {
		const words = fc.constantFrom(
			'pass',
			'error',
			'acknowledged',
			'valid',
			'recorded',
			'not executed',
			'paused',
		);
		fc.assert(
			fc.property(words, fc.array(fc.nat(100_000)), (before, pauses) => {
				const watch = watchStartedRun(before, SETTLING_MS);
				let at = 0;
				for (const pause of pauses) expect(watch(before, (at += pause))).toBe(earlier);
			}),
		);
	});
});

describe('a run that may have been started at any time', () => {
	test.each<[string, Sighting[]]>([
		['queued, processing, pass', [inRun, inRun, own]],
		['pass, queued, error', [earlier, inRun, own]],
		['pass, pass, pass, pass', [earlier, earlier, earlier, own]],
		['pass, error, error, error, error', [earlier, earlier, earlier, earlier, own]],
		['not executed, not executed, not executed, not executed', [earlier, earlier, earlier, own]],
		['processing, processing', [inRun, inRun]],
	])('%s', (statuses, expected) => {
		expect(sightings(watchRun(SETTLING_MS), statuses)).toEqual(expected);
	});

	test('takes a result at once when there is no settling time', () => {
		expect(watchRun(0)('pass', 5)).toBe(own);
	});
});
