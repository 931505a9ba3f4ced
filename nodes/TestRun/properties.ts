/** The parameters and credentials of the Test Run node, built from the list of platforms. */
import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical, platformField } from '../../n8n/parameters/fields';
import type { ActionGroup } from '../../platforms/platform';
import { allowanceProperties } from './allowance';

/** The platform, then the operation, then the fields of each operation. */
export function actionProperties(groups: ActionGroup[]): INodeProperties[] {
	return [
		platformField('resource', groups),
		...groups.map((group) => operationProperty(group, groups.length === 1)),
		...allowanceProperties(groups),
		...groups.flatMap(fieldProperties),
	];
}

/**
 * The credentials, each hidden for all other platforms and operations. This uses `hide` instead of `show`: if every
 * value of a parameter shows a credential, the editor treats that parameter as a choice of authentication and omits it
 * from the panel.
 */
export function actionCredentials(groups: ActionGroup[]): INodeCredentialDescription[] {
	return groups.flatMap(({ id, credential, operations }) => {
		const used = operations.map((operation) => operation.credential ?? credential);
		const names = [...new Set(used)].filter((name) => name !== undefined);
		return names.map((name) => {
			const others = operations.filter((operation) => (operation.credential ?? credential) !== name);
			const hide = { resource: idsBut(id, groups), operation: others.map(({ value }) => value) };
			return { name, required: true, displayOptions: { hide } };
		});
	});
}

function idsBut(id: string, groups: ActionGroup[]): string[] {
	return groups.map((group) => group.id).filter((other) => other !== id);
}

function operationProperty(
	{ id, name: platform, operations }: ActionGroup,
	isAlone: boolean,
): INodeProperties {
	const options = operations
		.map(({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action: isAlone ? withoutPlatform(action, platform) : action,
			description,
		}))
		.sort(byName);
	const { value: usual } = operations.find(({ value }) => value === 'getRun') ?? operations[0];
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [id] } },
		options,
		default: usual,
	};
}

/**
 * In the list of a node that has the platform's name itself, and as n8n's guidelines for verified nodes want it: without
 * articles. `Get a Qase run` is `Get run`.
 */
function withoutPlatform(action: string, platform: string): string {
	return action
		.replace(new RegExp(` (?:to|in|of|from) ${platform}$`), '')
		.replace(new RegExp(` ${platform}\\b`), '')
		.replace(/ (?:an?|the)(?= )/g, '');
}

/** A field, the operations that display it, and the fields that are above it in at least one of them. */
interface ShownField {
	definition: string;
	field: INodeProperties;
	operations: string[];
	below: Set<string>;
}

/**
 * The fields of all operations. A field with the same definition in several operations is sent to the editor only once.
 */
function fieldProperties({ id, operations }: ActionGroup): INodeProperties[] {
	const shown = new Map<string, ShownField>();
	for (const { value, fields } of operations) {
		const above: string[] = [];
		for (const field of collectionsLast(fields)) {
			const definition = JSON.stringify(field);
			const entry = shown.get(definition) ?? { definition, field, operations: [], below: new Set() };
			entry.operations.push(value);
			for (const other of above) entry.below.add(other);
			above.push(definition);
			shown.set(definition, entry);
		}
	}
	return inPanelOrder([...shown.values()]).map(({ field, operations: values }) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [id], operation: values, ...field.displayOptions?.show },
		},
	}));
}

/** Keeps the order of fields in each operation; if two operations contradict each other, the first one decides. */
function inPanelOrder(fields: ShownField[]): ShownField[] {
	const left = [...fields];
	const ordered: ShownField[] = [];
	while (left.length > 0) {
		const free = left.findIndex(({ below }) => !left.some(({ definition }) => below.has(definition)));
		ordered.push(...left.splice(Math.max(free, 0), 1));
	}
	return ordered;
}

/** Puts collections (filters, options) below the other fields, as n8n's own nodes do. */
function collectionsLast(fields: INodeProperties[]): INodeProperties[] {
	const isCollection = ({ type }: INodeProperties) => type === 'collection';
	return [...fields.filter((field) => !isCollection(field)), ...fields.filter(isCollection)];
}

function byName(a: { name: string }, b: { name: string }): number {
	return alphabetical(a.name, b.name);
}
