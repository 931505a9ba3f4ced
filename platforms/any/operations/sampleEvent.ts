import type { IDataObject } from 'n8n-workflow';

import type { Verdict } from '../../../core/model/TestRun';
import { verdictChoices } from '../../../core/model/verdictWords';
import type { ItemOperation, Platform } from '../../platform';
import { platformChoices } from '../platformChoices';

/**
 * Creates an event in the shape that the Test Run Trigger outputs, for building a workflow before there is a real
 * event.
 */
export function sampleEvent(platforms: Platform[]): ItemOperation {
	const withSamples = platforms.filter(({ sample }) => sample !== undefined);
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
			{
				displayName: 'Verdict',
				name: 'verdict',
				type: 'options',
				default: 'failed',
				options: verdictChoices({
					inconclusive: 'Stopped before it could decide',
					pending: 'Just started',
				}),
				description: 'The verdict of the run in the event',
			},
		],
		async run({ input }) {
			const { eventOf } = await import('../executing');
			const id = input.text('platform');
			const platform =
				withSamples.find((candidate) => candidate.id === id) ??
				input.refuse('platform', `has no choice '${id}'`);
			const at = new Date();
			const sample =
				(await platform.sample?.(input.text('verdict') as Verdict, at)) ??
				input.refuse('verdict', `is none that ${platform.name} reports`, 'Choose another verdict.');
			return (await eventOf(platform, sample, at.toISOString())) as unknown as IDataObject;
		},
	};
}
