import type { IDataObject, Workflow } from 'n8n-workflow';
import { keepStoredSecret } from './secrets';

/**
 * The database column with a workflow's static data, reduced to the part of one node (`getWorkflowStaticData('node')`).
 */
export class StaticDataStore {
	private saved: string;

	constructor(
		private readonly nodeName: string,
		initial: IDataObject = {},
	) {
		this.saved = JSON.stringify(initial);
		keepStoredSecret(initial);
	}

	/** The data that is currently stored. */
	get current(): IDataObject {
		return JSON.parse(this.saved) as IDataObject;
	}

	/** A copy for a new Workflow. */
	load(): IDataObject {
		const { current } = this;
		return Object.keys(current).length === 0 ? {} : { [this.key]: current };
	}

	/** Like n8n, stores a workflow's static data if a node has changed it. */
	save(workflow: Workflow): void {
		const data = workflow.staticData as IDataObject & { __dataChanged?: boolean };
		if (data.__dataChanged !== true) return;
		this.saved = JSON.stringify(data[this.key] ?? {});
		keepStoredSecret(this.current);
		data.__dataChanged = false;
	}

	private get key(): string {
		return `node:${this.nodeName}`;
	}
}
