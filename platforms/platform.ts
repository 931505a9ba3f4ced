/**
 * The interface of a platform, composed of what `n8n/waiting`, `n8n/webhooks` and `n8n/polling` need. The nodes are built
 * from it and name no platform themselves: a new platform is a folder next to this file and a line in the registry
 * (`index.ts`).
 */
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Verdict } from '../core/model/TestRun';
import type { OperationCall, Output } from '../n8n/items/contract';
import type { PollTrigger } from '../n8n/polling/contract';
import type { Awaiting } from '../n8n/waiting/contract';
import type { DeliverySource, SampleDelivery } from '../n8n/webhooks/contract';

/** The operations of one entry of the Test Run node's Platform list. */
export interface ActionGroup {
	/** Value of the `resource` parameter. It is in saved workflows: do not change it. */
	id: string;
	/** Name in the list. */
	name: string;
	/** Credential type of its operations, unless an operation names another one; missing if they need none. */
	credential?: string;
	operations: Operation[];
	/**
	 * The searches of its resource locators. Their names begin with the group's id, since all searches of a node share
	 * one namespace.
	 */
	listSearch?: Record<string, ListSearch>;
	/** The lists of choices that fields load; their names begin with the group's id too. */
	loadOptions?: Record<string, LoadOptions>;
}

/** A platform as the nodes see it; `name` is in the platform's own spelling, e.g. `TestCLIX`. */
export interface Platform extends ActionGroup, DeliverySource {
	credential: string;
	/** Present if its runs can be polled. */
	polling?: PollTrigger;
	/** Makes up deliveries; absent when it cannot. */
	samples?: {
		/** Verdicts of runs that the platform sends deliveries about. */
		verdicts: Verdict[];
		/** A delivery about a run with one of these verdicts; `null` for any other. */
		make(verdict: Verdict, at: Date): Promise<SampleDelivery | null>;
	};
}

/** Returns the entries for a resource locator's "From List" search. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Returns the choices of a field. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

interface OperationHead {
	/** Value of the `operation` parameter. It is in saved workflows: do not change it. */
	value: string;
	/** In title case, for the Operation list. */
	name: string;
	/** In sentence case, for the list of actions in the node panel. */
	action: string;
	description: string;
	/** Parameters of this operation. The node adds the display options for platform and operation. */
	fields: INodeProperties[];
	/** Credential type, if it is not the platform's usual one. */
	credential?: string;
	/**
	 * True if an AI agent needs a person's permission for it: it cannot be undone, changes what others see, or costs
	 * money.
	 */
	needsAllowance?: true;
	/** True if the permission is given by default. For operations that tools are made for, such as starting runs. */
	allowedByDefault?: true;
}

/**
 * An operation that works item by item. Like the other kinds, it imports the code that it executes only when it is
 * called.
 */
export interface ItemOperation extends OperationHead {
	/** Returns the output for one input item. Throws NodeApiError or NodeOperationError. */
	run(call: OperationCall): Promise<Output>;
}

/** An operation that waits until a run has ended; it waits for the runs of all items together. */
export interface AwaitOperation extends OperationHead, Awaiting {}

/** An operation that passes items on unchanged, or drops them. */
export interface FilterOperation extends OperationHead {
	/**
	 * Reads the parameters of an item. Called for all items before the first decision. Throws a NodeOperationError that
	 * names the parameter.
	 */
	check(call: OperationCall): Promise<void>;
	/** Whether the item is passed on. Called item by item, in their order. */
	keeps(call: OperationCall): Promise<boolean>;
	/** Undoes the decisions for these items, because the node fails and none of them is output. Never throws. */
	takeBack(calls: OperationCall[]): Promise<void>;
}

/** One entry of a platform's Operation list. */
export type Operation = ItemOperation | AwaitOperation | FilterOperation;
