/** Reading a report file with the built package, as the node does, and with the parsers alone. */
import { SaxesParser } from 'saxes';

import type * as Reading from '../../../core/readers/readReports';
import type * as Text from '../../../core/readers/text';
import type * as BuildRun from '../../../core/model/buildRun';
import type { TestRun } from '../../../core/model/TestRun';
import type * as GivingWay from '../../../n8n/givingWay';
import { built } from './built';

const { openReading, givingWay: inTurns } = built<typeof Reading>('core/readers/readReports');
const { textPieces, linesOf } = built<typeof Text>('core/readers/text');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { givingWay } = built<typeof GivingWay>('n8n/givingWay');

/** From the bytes to the run, with pauses for others. Throws unless the run failed, as that of all samples did. */
export async function readReport(name: string, content: Buffer): Promise<TestRun> {
	const giveWay = givingWay();
	const reading = openReading();
	await inTurns(reading.add({ name, content }), giveWay);
	const { facts } = await inTurns(reading.end(), giveWay);
	const run = buildRun(facts);
	if (run.verdict !== 'failed') throw new Error(`${name} was not understood`);
	return run;
}

/** A parser without anything that looks at what it finds. */
export interface BareParser {
	name: string;
	parse(content: Buffer): unknown;
}

export const bareSaxes: BareParser = {
	name: 'saxes without handlers',
	parse(content) {
		const parser = new SaxesParser();
		for (const piece of textPieces({ name: 'a.xml', content })) parser.write(piece);
		return parser.close();
	},
};

export const bareJson: BareParser = {
	name: 'JSON.parse',
	parse: (content) => JSON.parse(content.toString()) as unknown,
};

/** Lines that are JSON are parsed, others only parted. */
export const bareLines: BareParser = {
	name: 'parting lines, and JSON.parse of those that are JSON',
	parse(content) {
		let parsed: unknown;
		for (const line of linesOf(textPieces({ name: 'a.txt', content }))) {
			if (line.startsWith('{')) parsed = JSON.parse(line);
		}
		return parsed;
	},
};
