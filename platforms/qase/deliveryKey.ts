/** The delivery key of an event of the run model, the same for a webhook delivery and a poll. A run ends once. */
export function deliveryKeyOf(code: string | null, event: string, runId: string): string {
	return ['qase', code?.toUpperCase() ?? '', event, runId].join(':');
}
