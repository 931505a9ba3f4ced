/**
 * Reports that real tools wrote, damaged: by family, since what reads the text of a family is shared by its formats.
 * `FUZZ_REPORTS` changes how many of each family; `FUZZ_REPORTS=20000` takes minutes.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';

import { damaged, damages, edits, type Damage } from './damage';
import { checkRun, heapInUse, prototypes, runOf } from './runChecks';
import { sampleReports } from './sampleReports';

const REPORTS = Number(process.env.FUZZ_REPORTS ?? 300);
const SEED = 20_260_502;
/** Ten times what is seen. */
const HEAP_GROWTH = 3_000_000;

const WORKSHOP = path.resolve(__dirname, '../../workshop/reportFiles');

/** A report as its tool wrote it. */
interface Seed {
	name: string;
	text: string;
	/** Whether it passes as it is. */
	isPass: boolean;
}

type Family = 'XML' | 'JSON' | 'lines';

const families: Record<Family, Seed[]> = { XML: [], JSON: [], lines: [] };
for (const [name, text] of [...toolReports(), ...samples()]) {
	families[familyOf(text)].push({ name, text, isPass: runOf([text])?.verdict === 'passed' });
}

function* toolReports(): Generator<[name: string, text: string]> {
	for (const tool of readdirSync(WORKSHOP, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
		const folder = path.join(WORKSHOP, tool.name, 'reports');
		for (const report of readdirSync(folder)) {
			const text = readFileSync(path.join(folder, report), 'utf8');
			if (!report.endsWith('.files.json')) yield [`${tool.name}/${report}`, text];
			else yield* filesIn(text).map(([name, content]): [string, string] => [`${tool.name}/${name}`, content]);
		}
	}
}

/** Those of several files that are reports by themselves. */
function filesIn(text: string): Array<[string, string]> {
	const files = Object.entries(JSON.parse(text) as Record<string, string>);
	return files.filter(([name]) => /\.xml$|(?:result|container|globals)\.json$/.test(name));
}

/** Of formats whose tools are not to be had. */
function samples(): Array<[string, string]> {
	return sampleReports.map((sample) => [`sample of ${sample.format}`, sample.text(true)]);
}

function familyOf(text: string): Family {
	if (text.startsWith('<')) return 'XML';
	try {
		JSON.parse(text);
		return 'JSON';
	} catch {
		return 'lines';
	}
}

/** By its name, so that what fast-check prints can be read. */
function textOf(seeds: Seed[], name: string): string {
	return seeds.find((seed) => seed.name === name)!.text;
}

describe.each(Object.entries(families))('%s', (_, seeds) => {
	const anySeed = fc.constantFrom(...seeds.map(({ name }) => name));
	const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

	test('there are reports that fail', () => {
		expect(seeds.filter(({ isPass }) => !isPass).length).toBeGreaterThan(3);
	});

	test('what is cut off never passes', () => {
		const check = (seed: string, at: number) => {
			const bytes = Buffer.from(textOf(seeds, seed).trimEnd());
			const run = runOf([bytes.subarray(0, Math.floor(at * bytes.length))]);
			if (run) checkRun(run);
			assert.notEqual(run?.verdict, 'passed');
		};
		fc.assert(fc.property(anySeed, place, check), { numRuns: REPORTS, seed: SEED });
	});

	test('what fails never passes for damage in three places', () => {
		const failing = fc.constantFrom(...seeds.filter(({ isPass }) => !isPass).map(({ name }) => name));
		const check = (seed: string, given: Damage['edits']) => {
			const run = runOf([damaged(textOf(seeds, seed), { changes: [], swaps: [], edits: given })]);
			if (run) checkRun(run);
			assert.notEqual(run?.verdict, 'passed');
		};
		fc.assert(fc.property(failing, edits, check), { numRuns: REPORTS, seed: SEED });
	});

	test('ends in an error or in a run that agrees with itself, in no more memory', () => {
		const before = prototypes();
		const tally = { error: 0, run: 0 };
		const check = (seed: string, damage: Damage) => {
			const run = runOf([damaged(textOf(seeds, seed), damage)]);
			if (run) checkRun(run);
			tally[run ? 'run' : 'error'] += 1;
		};
		const run = (numRuns: number, seed: number) =>
			fc.assert(fc.property(anySeed, damages, check), { numRuns, seed });

		const warmUp = Math.ceil(REPORTS / 4);
		run(warmUp, SEED);
		const heap = heapInUse();
		run(REPORTS - warmUp, SEED + 1);

		expect(heapInUse() - heap).toBeLessThan(HEAP_GROWTH);
		expect(prototypes()).toEqual(before);
		expect(Math.min(tally.error, tally.run)).toBeGreaterThan(REPORTS / 20);
	});
});
