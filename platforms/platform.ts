/**
 * The one interface a platform implements, composed of what `n8n/waiting`, `n8n/webhooks` and `n8n/polling` need. Nodes are built from it
 * and name no platform themselves: a new platform is a folder beside this file and a line in the registry (`index.ts`).
 */
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Verdict } from '../core/model/TestRun';
import type { OperationCall } from '../n8n/items/contract';
import type { PollTrigger } from '../n8n/polling/contract';
import type { Awaiting } from '../n8n/waiting/contract';
import type { DeliverySource, SampleDelivery } from '../n8n/webhooks/contract';

/** Operations that stand under one entry of the Test Run node's Platform list. */
export interface ActionGroup {
	/** Value of the `resource` parameter; pinned, saved workflows hold it. */
	id: string;
	/** Name in the list. */
	name: string;
	/** Credential type that its operations use unless they name another; absent when they need none. */
	credential?: string;
	operations: Operation[];
	/** Searches behind its resource locators; names start with the group's id, since a node has one name space. */
	listSearch?: Record<string, ListSearch>;
	/** Lists behind its fields of several choices, named alike. */
	loadOptions?: Record<string, LoadOptions>;
}

/** A test platform as the nodes see it; `name` is spelled as the platform does, e.g. `TestCLIX`. */
export interface Platform extends ActionGroup, DeliverySource {
	credential: string;
	/** Present if its runs can be polled. */
	polling?: PollTrigger;
	/** A made-up delivery about a run with this verdict; `null` when the platform never tells of one. */
	sample?(verdict: Verdict, at: Date): Promise<SampleDelivery | null>;
}

/** Answers a resource locator's "From List" search. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Answers which choices a field has. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

interface OperationHead {
	/** Value of the `operation` parameter; pinned, saved workflows hold it. */
	value: string;
	/** Title Case, shown in the Operation list. */
	name: string;
	/** Sentence case, shown in the node panel's action list. */
	action: string;
	description: string;
	/** Parameters of this operation; the node adds for which platform and operation they show. */
	fields: INodeProperties[];
	/** Credential type, where it is not the platform's usual one. */
	credential?: string;
	/** An AI agent may do it only where a person allows it: it cannot be undone, changes what others see, or costs money. */
	needsAllowance?: true;
	/** The allowance stands until a person takes it back, for operations that a tool is made for, such as starting runs. */
	allowedByDefault?: true;
}

/** An operation that does its work item by item. Like those below it imports what it executes when it is called. */
export interface ItemOperation extends OperationHead {
	/** Gives the items that come out for one input item. Throws NodeApiError or NodeOperationError. */
	run(call: OperationCall): Promise<IDataObject | IDataObject[]>;
}

/** An operation that waits until a run has ended; the runs of all items are awaited together. */
export interface AwaitOperation extends OperationHead, Awaiting {}

/** An operation that lets items through unchanged, or holds them back. */
export interface FilterOperation extends OperationHead {
	/** Reads the parameters of an item, before any item is decided on. Throws a NodeOperationError that names the parameter. */
	check(call: OperationCall): Promise<void>;
	/** Whether the item goes on. Called item by item, in their order. */
	keeps(call: OperationCall): Promise<boolean>;
	/** Takes back what was decided on these items, since the node fails and none of them comes out. Never throws. */
	takeBack(calls: OperationCall[]): Promise<void>;
}

/** One entry of a platform's Operation list. */
export type Operation = ItemOperation | AwaitOperation | FilterOperation;
