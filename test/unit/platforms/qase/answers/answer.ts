import type { TestRun } from '../../../../../core/model/TestRun';

/** What Qase answers about a run, shaped after the vendor's files and pages, and the run that should come of it. */
export interface PublishedAnswer {
	/** What is special about it. */
	about: string;
	/** `result` of the answer about the run. */
	run: object;
	/** Results of the run, as their list has them; none are read where the failures were not asked for. */
	results?: object[];
	/** Titles by case id. */
	cases?: Record<number, string>;
	/** The option Trust Qase's Verdict. */
	trustsPass?: boolean;
	/** Test keys and fingerprints are hashes, and left out. */
	expected: Omit<TestRun, 'failures'> & { failures: object[] | null };
}

/** A run with all fields of the vendor's schema. */
export function runOf(changes: object): object {
	return {
		id: 42,
		run_id: 42,
		title: 'Release 7.3',
		description: null,
		status: 1,
		status_text: 'passed',
		start_time: '2026-04-02T07:30:00+00:00',
		end_time: '2026-04-02T08:05:30+00:00',
		public: false,
		stats: {},
		time_spent: 1_750_000,
		elapsed_time: 2_101_000,
		environment: {
			title: 'Staging EU',
			description: null,
			slug: 'staging-eu',
			host: 'https://eu.example.com',
		},
		milestone: { title: 'Spring', description: '' },
		custom_fields: [{ id: 3, value: 'web' }],
		tags: [
			{ title: 'release', internal_id: 8 },
			{ title: 'web', internal_id: 9 },
		],
		plan_id: 5,
		configurations: [2, 4],
		user_id: 11,
		...changes,
	};
}

/** A result with all fields of the vendor's schema. */
export function resultOf(changes: object): object {
	return {
		hash: '5c0d7e',
		result_hash: '5c0d7e',
		comment: null,
		stacktrace: null,
		run_id: 42,
		case_id: 1,
		steps: null,
		status: 'failed',
		is_api_result: true,
		time_spent_ms: 1_200,
		end_time: '2026-04-02T07:45:10+00:00',
		attachments: [],
		...changes,
	};
}

/** What all runs of {@link runOf} have in common. */
export const common = {
	platform: 'qase',
	platformName: 'Qase',
	key: 'qase:WEB:42',
	id: '42',
	name: 'Release 7.3',
	project: { id: 'WEB', name: null },
	url: 'https://app.qase.io/run/WEB/dashboard/42',
	doubt: null,
	startedAt: '2026-04-02T07:30:00.000Z',
	finishedAt: '2026-04-02T08:05:30.000Z',
	durationMs: 2_101_000,
	branch: null,
	commit: null,
	environment: 'staging-eu',
	tags: ['release', 'web'],
	buildId: null,
	group: null,
	failuresTruncated: false,
	failuresNote: null,
	tests: null,
} satisfies Partial<TestRun>;

/** A failure, but for what its result tells. */
export const failure = {
	suite: null,
	file: null,
	group: null,
	flaky: false,
	attempts: null,
	durationMs: 1_200,
	url: null,
	tags: [],
};
