import { NodeOperationError } from 'n8n-workflow';

import type { Input } from '../../../n8n/parameters/input';
import type { OperationCall } from '../../../n8n/items/contract';
import type { ItemOperation } from '../../platform';
import type { TestRun } from '../../../core/model/TestRun';

/** Compares a run with an earlier one when both are in the workflow: read from files, or stored by it. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare runs of any platform or file',
	description:
		'Find out which failures of the run in the item are new, still there or recovered, compared with an earlier run',
	fields: [
		{
			displayName: 'Earlier Run',
			name: 'previousRun',
			type: 'json',
			default: '',
			placeholder: "e.g. {{ $('Earlier Run').item.json }}",
			description:
				'A run of the same tests with its failures, as a Test Run Reader or another node returned it. Without one nothing is compared, and no failure counts as known. What has recovered is only known if the run in the item has all its tests (Include Tests).',
		},
	],
	async run(call) {
		const { atHand, comparedRun, readRun, refuseUnlessEarlier } = await import('../executing');
		const run = currentRun(call, readRun);
		const previous = earlierRun(call.input, readRun);
		if (previous !== null && !isAnotherBuild(run, previous)) {
			const [current, earlier] = [run, previous].map(({ key: id, startedAt }) => ({ id, startedAt }));
			refuseUnlessEarlier(call.input, current, earlier, 'previousRun');
		}
		return await comparedRun(atHand(run), previous === null ? [] : [atHand(previous)]);
	},
};

type ReadRun = (json: unknown) => TestRun | null;

function currentRun({ ctx, itemIndex }: OperationCall, readRun: ReadRun): TestRun {
	const run = readRun(ctx.getInputData()[itemIndex].json);
	if (run !== null) return run;
	throw new NodeOperationError(ctx.getNode(), 'This item holds no test run', {
		itemIndex,
		description: 'Connect a node that returns runs, such as the Test Run Reader or Get Run.',
	});
}

/** `null` if no run is given, e.g. because there is no earlier run yet. */
function earlierRun(input: Input, readRun: ReadRun): TestRun | null {
	const given = input.json('previousRun');
	if (given === undefined || given === null) return null;
	return (
		readRun(given) ??
		input.refuse(
			'previousRun',
			'holds no test run',
			'Enter an expression for the whole item of a run; leave it empty if there is none yet.',
		)
	);
}

/** Two builds with identical reports have the same key. */
function isAnotherBuild(run: TestRun, previous: TestRun): boolean {
	return (
		run.key === previous.key &&
		run.buildId !== null &&
		previous.buildId !== null &&
		run.buildId !== previous.buildId
	);
}
