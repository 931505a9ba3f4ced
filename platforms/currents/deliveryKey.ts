/** Delivery keys of Currents. A webhook delivery and a poll make the same key of the same event. */
import { hash } from 'crypto';

import { isRunEvent } from '../../core/model/events';
import type { RunCounts } from '../../core/model/TestRun';

/** What a key is made of. */
export interface KeyParts {
	projectId: string | null | undefined;
	event: string;
	runId: string;
	/** The group, for a delivery that is about one group of several. */
	group?: string | null;
	/** See {@link keyContent}. */
	content: string;
}

/** The key of an event. */
export function deliveryKeyOf({ projectId, event, runId, group, content }: KeyParts): string {
	const optional = [group, content].filter(Boolean);
	return ['currents', projectId ?? '', event, runId, ...optional].join(':');
}

/**
 * What tells an event from another one of the same name: a run that is reset can end again, with other counts. A run
 * starts once, and a cancellation cannot be undone, although tests may still report after it (contract: 2.2).
 */
export function keyContent(event: string, { passed, failed, skipped, flaky }: RunCounts): string {
	if (isRunEvent(event) && (event === 'RUN_START' || event === 'RUN_CANCELED')) return '';
	return hash('sha256', JSON.stringify([passed, failed, skipped, flaky])).slice(0, 8);
}
