import { replaceCircularReferences } from 'n8n-workflow';
import type { INodeTypes, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import type { EngineSettings } from './additional-data';
import type { ThrownErrors } from './node-types';
import type { StoredWorkflow } from './workflow-json';

/** Everything that is needed to run one stored execution, both at first and when it is resumed. */
export interface Execution {
	id: string;
	settings: EngineSettings;
	stored: StoredWorkflow;
	nodeTypes: INodeTypes;
	thrown: ThrownErrors;
	mode: WorkflowExecuteMode;
}

/** Execution data in the form in which the database stores it. */
export function serialize(data: IRunExecutionData): string {
	return JSON.stringify(replaceCircularReferences(data));
}

/** Execution data read from that form. */
export function deserialize(stored: string): IRunExecutionData {
	return JSON.parse(stored) as IRunExecutionData;
}
