/** The parameters and credentials of the Test Run node, computed from the registry. */
import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ActionGroup, Operation } from '../../platforms/platform';

/** Platform, then operation, then what each operation shows. */
export function actionProperties(groups: ActionGroup[]): INodeProperties[] {
	const [{ id: first }] = groups;
	return [
		{
			displayName: 'Platform',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: groups.map(({ id, name }) => ({ name, value: id })).sort(byName),
			default: first,
		},
		...groups.map(operationProperty),
		...groups.flatMap(fieldProperties),
	];
}

/**
 * Each credential is hidden where another platform or operation is chosen. It says so by `hide`, since the editor takes
 * a parameter whose every value shows a credential for a choice of authentication, and leaves it out of the panel.
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

function operationProperty({ id, operations }: ActionGroup): INodeProperties {
	const options = operations
		.map(({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action,
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

/** A field that several operations define alike is sent to the editor once. */
function fieldProperties({ id, operations }: ActionGroup): INodeProperties[] {
	const shown = new Map<string, { field: INodeProperties; operations: string[] }>();
	for (const { value, fields } of operations) {
		for (const field of fields) {
			const definition = JSON.stringify(field);
			const entry = shown.get(definition) ?? { field, operations: [] };
			entry.operations.push(value);
			shown.set(definition, entry);
		}
	}
	return inPanelOrder([...shown.values()], operations).map(({ field, operations: values }) => ({
		...field,
		displayOptions: { show: { resource: [id], operation: values, ...field.displayOptions?.show } },
	}));
}

/** Merging keeps the order that each operation gives its fields. */
function inPanelOrder<T extends { field: INodeProperties }>(entries: T[], operations: Operation[]): T[] {
	const rank = (field: INodeProperties) =>
		Math.max(...operations.map(({ fields }) => fields.findIndex((other) => sameField(other, field))));
	return [...entries].sort((a, b) => rank(a.field) - rank(b.field));
}

function sameField(a: INodeProperties, b: INodeProperties): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function byName(a: { name: string }, b: { name: string }): number {
	return a.name.localeCompare(b.name);
}
