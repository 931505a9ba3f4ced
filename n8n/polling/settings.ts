/** The parameters of the Test Run Polling Trigger. */
import type { IPollFunctions } from 'n8n-workflow';

import { isRunEvent } from '../../core/model/events';
import type { RunEvent } from '../../core/model/TestRun';
import { objectOf } from '../../core/text/json';
import { DEFAULT_MAX_FAILURES } from '../webhooks/fields';
import { checkSettings, readSettings, type TriggerSettings } from '../webhooks/settings';
import type { PolledPlatform } from './contract';
import { pollOptionFields } from './fields';

/** What the user set. */
export interface PollSettings extends Pick<
	TriggerSettings,
	'filters' | 'maxFailures' | 'trustVerdict' | 'failuresNote' | 'includeRaw'
> {
	events: RunEvent[];
	/** Events that happened earlier are skipped; `null` = any age. */
	maxAgeMs: number | null;
}

/**
 * Reads the parameters.
 *
 * @throws NodeOperationError if one is not usable
 */
export function readPollSettings(ctx: IPollFunctions, { polling }: PolledPlatform): PollSettings {
	checkSettings(ctx, { trigger: polling, options: [...pollOptionFields, ...(polling.options ?? [])] });
	const settings = readSettings(ctx, DEFAULT_MAX_FAILURES);
	const isSet = (name: string) => Object.hasOwn(objectOf(ctx.getNodeParameter('options', {})), name);
	return {
		...settings,
		events: settings.events.filter(isRunEvent),
		maxAgeMs: isSet('maxAgeMinutes') ? settings.maxAgeMs : null,
		includeRaw: isSet('includeRaw') && settings.includeRaw,
	};
}
