/** A run as the hosted Preclinical shows it. */
export const runJson = {
	id: '3f1c5a90-0000-4000-8000-000000000001',
	test_run_id: 'TR-00017',
	name: 'Nightly',
	agent_id: '3f1c5a90-0000-4000-8000-000000000002',
	agent_name: 'Appointment desk',
	status: 'completed',
	pass_rate: 75,
	passed_count: 3,
	failed_count: 1,
	error_count: 0,
	total_scenarios: 4,
	started_at: '2026-05-04T09:58:00Z',
	completed_at: '2026-05-04T10:00:00Z',
	duration_seconds: 120,
};
