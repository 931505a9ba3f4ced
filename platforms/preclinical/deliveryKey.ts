/**
 * The delivery key of the end of a run, the same for a webhook delivery and a poll. A run ends once.
 *
 * @param agentId the agent of the run
 */
export function deliveryKeyOf(agentId: string | null, event: string, runId: string): string {
	return ['preclinical', agentId ?? '', event, runId].join(':');
}
