/**
 * The data that Preclinical sends, as far as we read it, for both flavours. Sources: the reference pages of the hosted
 * API, and responses of the self-hosted server. Fields that only one flavour has are optional.
 */
import type { IDataObject } from 'n8n-workflow';

/** A test run. `pass_rate` is 0..100. The self-hosted server has no `duration_seconds`. */
export interface PreclinicalRun extends IDataObject {
	/** UUID. */
	id: string;
	/** A readable id: `TR-00042` hosted, `run_YYYYMMDDHHMMSS_xxxx` self-hosted. */
	test_run_id?: string;
	name?: string | null;
	status?: string;
	agent_id?: string;
	agent_name?: string | null;
	pass_rate?: number | null;
	passed_count?: number | null;
	failed_count?: number | null;
	error_count?: number | null;
	total_scenarios?: number | null;
	created_at?: string;
	started_at?: string | null;
	completed_at?: string | null;
	/** Self-hosted; then `completed_at` is null. */
	canceled_at?: string | null;
	/** Self-hosted: a deleted run is still returned. */
	deleted_at?: string | null;
	duration_seconds?: number | null;
	/** Self-hosted, in the response to a start: number of scenarios that were queued. */
	scenarios_launched?: number;
}

/** One scenario of a run. The hosted list does not contain criteria and transcript, the self-hosted one does. */
export interface PreclinicalScenarioRun extends IDataObject {
	id: string;
	test_run_id?: string;
	scenario_id?: string;
	scenario_name?: string;
	status?: string;
	passed?: boolean | null;
	grade_summary?: string | null;
	duration_ms?: number | null;
	error_code?: string | null;
	error_message?: string | null;
	created_at?: string;
	completed_at?: string | null;
	/** Self-hosted; then `completed_at` is null. */
	canceled_at?: string | null;
}

/** An agent under test. */
export interface PreclinicalAgent extends IDataObject {
	id: string;
	name: string;
	provider?: string;
	is_active?: boolean;
	/** Self-hosted; the values of settings that sound secret are masked but for their first characters. */
	config?: IDataObject | null;
}

/** Whether Preclinical could call an agent (hosted only). */
export interface AgentValidation extends IDataObject {
	valid: boolean;
	message?: string;
	/** `{ error_code }` */
	details?: IDataObject;
}

/** The fields of an agent in a request; all are optional in an update, in which the provider cannot be changed. */
export interface AgentFields {
	provider?: string;
	name?: string;
	description?: string;
	/** By provider; for OpenAI `api_key`, `base_url`, `model` and more, for Vapi `assistant_id` and `api_key`. */
	config?: IDataObject;
	/** Hosted, in an update. */
	is_active?: boolean;
}

/** A scenario (self-hosted only). */
export interface PreclinicalScenario extends IDataObject {
	scenario_id: string;
	name: string;
	category?: string | null;
	tags?: string[];
	/** The criteria by which it is graded: `{ criterion, points }` each. */
	rubric_criteria?: IDataObject[];
	/** The server lists and runs only scenarios that are active and approved. */
	is_active?: boolean;
	approved?: boolean;
}

/** The fields of a scenario in an update (self-hosted only); only those that are given are changed. */
export interface ScenarioFields {
	name?: string;
	category?: string;
	/** `full`, `demo` or `custom`. */
	scenario_type?: string;
	is_active?: boolean;
	approved?: boolean;
	priority?: number;
	content?: IDataObject;
	rubric_criteria?: IDataObject[];
	tags?: string[];
}

/** What scenarios are generated from (self-hosted only). */
export interface GenerationFields {
	text: string;
	category?: string;
	/** Only if one scenario is generated. */
	name?: string;
	/** Only if several are generated. */
	tags?: string[];
}

/** A test suite (hosted only). Lists are not documented; what is read by ID has `scenario_ids`. */
export interface PreclinicalTestSuite extends IDataObject {
	id: string;
	name: string;
}

/** The fields of a test suite in a request; all are optional in an update. */
export interface TestSuiteFields {
	name?: string;
	description?: string;
	/** UUIDs, not empty. */
	scenario_ids?: string[];
}

/** What a self-hosted server says about itself. `status` is `ok` or `error`, the latter with HTTP 503. */
export interface PreclinicalHealth extends IDataObject {
	status: string;
}

/** A webhook (hosted only). `agent_id` is null for the organization. The secret is never returned. */
export interface PreclinicalWebhook extends IDataObject {
	id: string;
	url: string;
	description?: string | null;
	agent_id?: string | null;
	is_enabled?: boolean;
}

/** The fields of a webhook in a request; all are optional in an update, in which the scope cannot be changed. */
export interface WebhookFields {
	url?: string;
	secret?: string;
	description?: string;
	is_enabled?: boolean;
}

/** Body of starting a run. Each flavour takes some of the fields; see the start operations. */
export interface StartBody {
	agent_id: string;
	test_suite_id?: string;
	name?: string;
	max_turns?: number;
	max_scenarios?: number;
	/** Hosted: `demo` (20 scenarios) or `full`. */
	test_mode?: string;
	/** Self-hosted from here on. */
	concurrency_limit?: number;
	scenario_ids?: string[];
	tags?: string[];
	benchmark_mode?: boolean;
	creative_mode?: boolean;
}

/** Which scenario runs to list; filters of the hosted API. */
export interface ScenarioRunFilters {
	status?: string;
	passed?: boolean;
}
