/** Run in a process of its own: reads the report file that it is given, and prints how much more memory it took than before, in bytes. */
import { readFileSync } from 'node:fs';

import type * as Reading from '../../../core/readers/readReports';
import type * as BuildRun from '../../../core/model/buildRun';
import type * as GivingWay from '../../../n8n/givingWay';
import { built } from './built';

const { openReading, givingWay: inTurns } = built<typeof Reading>('core/readers/readReports');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { givingWay } = built<typeof GivingWay>('n8n/givingWay');

const peak = () => process.resourceUsage().maxRSS * 1024;

async function main(name: string): Promise<void> {
	const before = peak();
	const giveWay = givingWay();
	const reading = openReading();
	await inTurns(reading.add({ name, content: readFileSync(name) }), giveWay);
	const { facts } = await inTurns(reading.end(), giveWay);
	if (buildRun(facts).verdict !== 'failed') throw new Error('The report was not understood');
	process.stdout.write(String(peak() - before));
}

void main(process.argv[2]);
