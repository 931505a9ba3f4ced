import type { IPollFunctions } from 'n8n-workflow';

import type { Budget } from '../transport/budget';
import type { PolledPlatform, Poller } from './contract';
import type { Memory } from './memory';
import type { PollSettings } from './settings';

/** What one poll works with. */
export interface Poll {
	ctx: IPollFunctions;
	platform: PolledPlatform;
	poller: Poller;
	settings: PollSettings;
	memory: Memory;
	budget: Budget;
}
