/** Parameters of the Compare Runs operations. They are the same for each platform, except how the runs are found. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical, optionsCollection } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

const DEFAULT = 5;

/** Value of `compareWith` for a run that the user names. */
export const CHOSEN_RUN = 'run';

/** What the operation of a platform is called; `platformName` as people write it. */
export function compareRunsHead(platformName: string) {
	return {
		value: 'compareRuns',
		name: 'Compare Runs',
		action: `Compare a ${platformName} run with an earlier one`,
		description:
			'Find out which failures of a run are new, still there, recovered or were not executed, compared with an earlier run',
	};
}

/**
 * `compareWith`: its default is the first of the `found` choices. The choices are sorted by name, as n8n requires.
 * `named` is the label of {@link CHOSEN_RUN}; the others are the platform's ways to find earlier runs.
 */
export function compareWithField(named: string, ...found: INodePropertyOptions[]): INodeProperties {
	const [{ value: first }] = found;
	const options = [...found, { name: named, value: CHOSEN_RUN }];
	return {
		displayName: 'Compare With',
		name: 'compareWith',
		type: 'options',
		default: first,
		options: options.sort((a, b) => alphabetical(a.name, b.name)),
	};
}

/** The item at hand is the newer run, so the earlier one comes from another node. */
const EARLIER_ID = "e.g. {{ $('Earlier Run').item.json.id }}";

/** `previousRunId`: a field like `runField`, for {@link CHOSEN_RUN}. */
export function earlierRunField(
	runField: INodeProperties,
	displayName: string,
	description: string,
): INodeProperties {
	const displayOptions = { show: { compareWith: [CHOSEN_RUN] } };
	const modes = runField.modes?.map((mode) =>
		mode.name === 'id' ? { ...mode, placeholder: EARLIER_ID } : mode,
	);
	const named = { ...runField, displayName, name: 'previousRunId', description, displayOptions };
	return modes ? { ...named, modes } : { ...named, placeholder: EARLIER_ID };
}

/** `lookBack`, for the Options. */
export const lookBackOption: INodeProperties = {
	displayName: 'Look Back (Runs)',
	name: 'lookBack',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: DEFAULT,
	description:
		'How many earlier runs to read at most. More than the previous one are read if that did not execute a test that fails now, or executed few of the tests. Each test is compared with the newest run that executed it.',
};

/** The Options, with only `lookBack`. */
export const lookBackOptions: INodeProperties = {
	...optionsCollection([lookBackOption]),
	displayOptions: { hide: { compareWith: [CHOSEN_RUN] } },
};

/** Reads `lookBack`, the maximum number of earlier runs. */
export function readLookBack(input: Input): number {
	return input.group('options').optionalNumber('lookBack') ?? DEFAULT;
}
