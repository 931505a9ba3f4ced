/** The parameters of the node, read for one item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReadOptions } from '../../core/readers/readReports';
import { readInput, type Input } from '../../n8n/parameters/input';
import type { RunFacts } from '../../core/model/buildRun';
import { readerProperties } from './properties';

/** What a run is made of: all files of an item, one file, or the files of all items. */
export type RunPer = 'item' | 'file' | 'all';

/** What a run is made of, the same for all items. */
export function readRunPer(ctx: IExecuteFunctions): RunPer {
	return inputFor(ctx, 0).text('runPer') as RunPer;
}

/** All parameters of one item. */
export function inputFor(ctx: IExecuteFunctions, itemIndex: number): Input {
	return readInput(ctx, itemIndex, readerProperties);
}

/** How the files are to be read. */
export function readOptions(input: Input): ReadOptions {
	return {
		format: input.text('format'),
		repeats: input.text('repeats') as ReadOptions['repeats'],
		includeTests: input.flag('includeTests'),
		project: input.group('additionalFields').optionalText('projectName') ?? '',
	};
}

/** What the user tells of the run; only what is given. */
export function readTold(input: Input): Partial<RunFacts> {
	const fields = input.group('additionalFields');
	const told: Partial<RunFacts> = {};
	for (const name of ['name', 'branch', 'environment', 'buildId', 'url'] as const) {
		const text = fields.optionalText(name);
		if (text !== undefined) told[name] = text;
	}
	const project = fields.optionalText('projectName');
	if (project !== undefined) told.project = { id: project, name: project };
	const sha = fields.optionalText('commitSha') ?? null;
	const message = fields.optionalText('commitMessage') ?? null;
	// The author that a file may tell is that of its own commit.
	if (sha !== null || message !== null) told.commit = { sha, message, author: null };
	const tags = fields.list('tags');
	if (tags.length > 0) told.tags = tags;
	return told;
}
