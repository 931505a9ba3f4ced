/**
 * What Qase sends and accepts, as far as this package uses it. Sources: the vendor's OpenAPI files and its pages about
 * webhooks. In responses everything except ids is optional, because installations are of different versions.
 */
import type { IDataObject } from 'n8n-workflow';

/** One page of a list. `filtered` is the number of entries that match the filters; `null` if Qase does not return it. */
export interface QasePage<T> {
	filtered: number | null;
	entities: T[];
}

/** A project. It has a code instead of an id. */
export interface QaseProject extends IDataObject {
	code: string;
	title?: string;
}

/** Plan, environment, milestone, configuration, suite or case, as the pickers read it. */
export interface QaseEntity extends IDataObject {
	id: number;
	title?: string;
}

/** Counts of a run. `statuses` is by slug, custom ones included; the flat fields are deprecated. */
export interface QaseStats {
	total?: number;
	statuses?: Record<string, number>;
	untested?: number;
	passed?: number;
	failed?: number;
	blocked?: number;
	skipped?: number;
	retest?: number;
	in_progress?: number;
	invalid?: number;
}

/** A run, from get or list. */
export interface QaseRun extends IDataObject {
	id: number;
	title?: string;
	status_text?: string;
	start_time?: string | null;
	end_time?: string | null;
	elapsed_time?: number;
	plan_id?: number | null;
}

/** A result of a run. */
export interface QaseResult extends IDataObject {
	hash: string;
	run_id?: number;
	case_id?: number | null;
	/** Slug, custom ones included. */
	status?: string;
	comment?: string | null;
	stacktrace?: string | null;
	time_spent_ms?: number | null;
	end_time?: string | null;
}

/** The part of a result that a failure is made of. */
export type QaseFailedResult = Pick<
	QaseResult,
	'hash' | 'case_id' | 'status' | 'comment' | 'stacktrace' | 'time_spent_ms'
>;

/** Fields of a result that can change. What `defect` does to a result that has a defect is not documented. */
export interface QaseResultChanges {
	status?: string;
	time_ms?: number;
	defect?: boolean;
	/** Hashes of uploaded files. */
	attachments?: string[];
	stacktrace?: string;
	comment?: string;
	steps?: IDataObject[];
}

/** A test case. The integers are ids of options of the system field of the same name; see {@link QaseSystemField}. */
export interface QaseCase extends QaseEntity {
	description?: string | null;
	preconditions?: string | null;
	postconditions?: string | null;
	severity?: number;
	priority?: number;
	type?: number;
	layer?: number;
	behavior?: number;
	status?: number;
	/** 0 or 1. */
	is_flaky?: number;
	/** False if it is automated. */
	isManual?: boolean;
	/** Whether a manual case is to be automated. */
	isToBeAutomated?: boolean;
	milestone_id?: number | null;
	suite_id?: number | null;
	/** Always texts: ids of options for choices, several of them separated by commas. */
	custom_fields?: Array<{ id: number; value?: string | null }>;
	tags?: Array<{ title?: string }>;
	author_id?: number | null;
	created_at?: string;
	updated_at?: string;
	/** Only on request. */
	external_issues?: IDataObject[];
}

/** Somebody who can be the author of a run or of a case, or an app. */
export interface QaseAuthor extends IDataObject {
	id: number;
	author_id?: number;
	name?: string;
	email?: string;
	is_active?: boolean;
}

/** A custom field of the workspace, as version 2 of the API describes it. */
export interface QaseCustomField extends QaseEntity {
	/** The type in a word, e.g. `selectbox`. */
	type?: string;
	/** The choices; `null` if the type has none. */
	value?: Array<{ id: number; title?: string | null }> | null;
	is_required?: boolean;
	is_enabled_for_all_projects?: boolean;
	/** Codes of the projects that have the field, if not all have it. */
	projects_codes?: string[];
}

/** Body of a new run; `title` alone is required. */
export interface QaseRunBody {
	title: string;
	description?: string;
	include_all_cases?: boolean;
	cases?: number[];
	plan_id?: number;
	is_autotest?: boolean;
	environment_id?: number;
	environment_slug?: string;
	milestone_id?: number;
	author_id?: number;
	tags?: string[];
	configurations?: number[];
	/** Keys are the ids of fields. */
	custom_field?: Record<string, string>;
	/** undocumented: the format; the vendor's reporters send UTC `YYYY-MM-DD HH:MM:SS`. */
	start_time?: string;
	end_time?: string;
	is_cloud?: boolean;
	cloud_run_config?: { browser: string };
}

/** Fields of a run that can change; `null` clears. */
export interface QaseRunChanges {
	title?: string;
	description?: string | null;
	environment_id?: number | null;
	environment_slug?: string | null;
	milestone_id?: number | null;
	tags?: string[] | null;
	configurations?: number[] | null;
	custom_field?: Record<string, string> | null;
}

/** A new result, v2. Other documented fields are passed on unchanged. */
export interface QaseNewResult extends QaseResultContent {
	/** Idempotency key. */
	id: string;
}

/** The same without its key. */
export interface QaseResultContent extends IDataObject {
	title: string;
	execution: IDataObject & { status: string };
}

/** An uploaded file. */
export interface QaseAttachment extends IDataObject {
	hash: string;
}

/** Link of a run to an issue; a run has one at most. */
export interface QaseIssueLink extends IDataObject {
	type: 'jira-cloud' | 'jira-server';
	links: Array<{ run_id: number; external_issue: string | null }>;
}

/** A defect. */
export interface QaseDefect extends IDataObject {
	id: number;
	/** `open`, `resolved`, `in_progress` or `invalid`. */
	status?: string;
}

/** Body of a new defect. */
export interface QaseDefectBody {
	title: string;
	actual_result: string;
	/** Id of an option of the system field `severity`. */
	severity: number;
	milestone_id?: number;
	/** Hashes of uploaded files. */
	attachments?: string[];
	/** Keys are the ids of fields. */
	custom_field?: Record<string, string>;
	tags?: string[];
}

/** Body of a new environment; `title` and `slug` are required. */
export interface QaseEnvironmentBody {
	title: string;
	slug: string;
	description?: string;
	host?: string;
}

/** Body of a new milestone; `title` alone is required. */
export interface QaseMilestoneBody {
	title: string;
	description?: string;
	status?: string;
	/** Epoch seconds. */
	due_date?: number;
}

/** Changes of a milestone; Qase documents no due date here. */
export interface QaseMilestoneChanges {
	title?: string;
	description?: string;
	status?: string;
}

/** Body of a new plan; `title` and `cases` are required. */
export interface QasePlanBody {
	title: string;
	cases: number[];
	description?: string;
}

/** A plan that was read by its id; those of a list have no cases. */
export interface QasePlan extends QaseEntity {
	cases?: Array<{ case_id?: number }>;
}

/** A group of configurations. */
export interface QaseConfigurationGroup extends QaseEntity {
	configurations?: QaseEntity[];
}

/** A member of the workspace. */
export interface QaseUser extends IDataObject {
	id: number;
	name?: string;
	email?: string;
}

/** What a search found: a run, a result, a case, a defect, a plan or a requirement. */
export type QaseFound = IDataObject;

/** A field of the workspace. `options` are present if it is a choice. */
export interface QaseSystemField extends IDataObject {
	slug?: string;
	options?: IDataObject[] | null;
}
