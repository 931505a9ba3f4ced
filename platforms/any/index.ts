/** Any Platform: operations on events and runs of all platforms, without credentials. */
import type { ActionGroup, Platform } from '../platform';
import { compareRuns } from './operations/compareRuns';
import { dropDuplicates } from './operations/dropDuplicates';
import { parseDelivery } from './operations/parseDelivery';
import { sampleEvent } from './operations/sampleEvent';

/** The entry of the Platform list that is not a platform but works with all of `platforms`. */
export function anyPlatform(platforms: Platform[]): ActionGroup {
	return {
		id: 'any',
		name: 'Any Platform',
		operations: [parseDelivery(platforms), sampleEvent(platforms), dropDuplicates, compareRuns],
	};
}
