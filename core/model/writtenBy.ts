/** Marks report files that this package wrote: its readers use the additional fields of no other writer. */
export const WRITTEN_BY = 'n8n-nodes-test-runs';
