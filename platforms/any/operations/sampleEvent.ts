import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Verdict } from '../../../core/model/TestRun';
import { verdictChoices } from '../../../core/model/verdictWords';
import type { ItemOperation, Platform } from '../../platform';
import { platformChoices } from '../platformChoices';

/**
 * Creates an event in the shape that the Test Run Trigger outputs, for building a workflow before there is a real
 * event.
 */
export function sampleEvent(platforms: Platform[]): ItemOperation {
	const withSamples = platforms.filter(hasSamples);
	const [{ id: first }] = withSamples;
	return {
		value: 'sampleEvent',
		name: 'Sample Event',
		action: 'Make a sample event',
		description:
			'Create an event as the Test Run Trigger returns it, to build a workflow before the first run',
		fields: [
			{
				displayName: 'Sent By',
				name: 'platform',
				type: 'options',
				default: first,
				options: platformChoices(withSamples),
				description: 'The platform that would send it',
			},
			...verdictFields(withSamples),
		],
		async run({ input }) {
			const { eventOf } = await import('../executing');
			const id = input.text('platform');
			const platform =
				withSamples.find((candidate) => candidate.id === id) ??
				input.refuse('platform', `has no choice '${id}'`);
			const at = new Date();
			const sample =
				(await platform.samples.make(input.text('verdict') as Verdict, at)) ??
				input.refuse('verdict', `is none that ${platform.name} reports`, 'Choose another verdict.');
			return (await eventOf(platform, sample, at.toISOString())) as unknown as IDataObject;
		},
	};
}

type Sampled = Platform & Required<Pick<Platform, 'samples'>>;

function hasSamples(platform: Platform): platform is Sampled {
	return platform.samples !== undefined;
}

/** `verdict`, once for each set of verdicts that platforms send. */
function verdictFields(platforms: Sampled[]): INodeProperties[] {
	const sets = new Map<string, Sampled[]>();
	for (const platform of platforms) {
		const set = platform.samples.verdicts.join();
		sets.set(set, [...(sets.get(set) ?? []), platform]);
	}
	return [...sets.values()].map((alike) => ({
		displayName: 'Verdict',
		name: 'verdict',
		type: 'options',
		displayOptions: { show: { platform: alike.map(({ id }) => id) } },
		default: 'failed',
		options: verdictChoices(
			{ inconclusive: 'Stopped before it could decide', pending: 'Just started' },
			alike[0].samples.verdicts,
		),
		description: 'Verdict of the run in the event',
	}));
}
