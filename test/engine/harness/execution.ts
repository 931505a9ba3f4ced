import { replaceCircularReferences } from 'n8n-workflow';
import type { INodeTypes, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import type { EngineSettings } from './additional-data';
import type { ThrownErrors } from './node-types';
import type { StoredWorkflow } from './workflow-json';

/** Everything needed to run one stored execution, at first and again on resume. */
export interface Execution {
	id: string;
	settings: EngineSettings;
	stored: StoredWorkflow;
	nodeTypes: INodeTypes;
	thrown: ThrownErrors;
	mode: WorkflowExecuteMode;
}

/** Execution data as the database holds it. */
export function serialize(data: IRunExecutionData): string {
	return JSON.stringify(replaceCircularReferences(data));
}

/** Execution data as it comes back from the database. */
export function deserialize(stored: string): IRunExecutionData {
	return JSON.parse(stored) as IRunExecutionData;
}
