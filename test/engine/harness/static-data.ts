import type { IDataObject, Workflow } from 'n8n-workflow';
import { keepStoredSecret } from './secrets';

/**
 * The database column that holds a workflow's static data, narrowed to what one node keeps in it
 * (`getWorkflowStaticData('node')`).
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

	/** What is stored now. */
	get current(): IDataObject {
		return JSON.parse(this.saved) as IDataObject;
	}

	/** A fresh copy for a new Workflow. */
	load(): IDataObject {
		const { current } = this;
		return Object.keys(current).length === 0 ? {} : { [this.key]: current };
	}

	/** Stores a workflow's static data if a node changed it, as n8n does. */
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
