/** Parameters that make an operation send all it can: the bare minimum, everything at once, all pages, each choice. */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

/** Values for the parameters that must fit the platform, by their names; `undefined` leaves a parameter out. */
export type Values = Record<string, NodeParameterValueType | undefined>;

/** Parameter sets for an operation, each with a label. */
export function parameterSets(fields: INodeProperties[], values: Values): Array<[string, INodeParameters]> {
	const everything = all(fields, values);
	const choices = fields.filter(({ type, name }) => type === 'options' && !(name in values));
	const each = choices.flatMap(({ name, options }) =>
		(options as INodePropertyOptions[]).map(
			({ value }) => [`${name} ${value}`, { ...everything, [name]: value }] as [string, INodeParameters],
		),
	);
	const required = fields.filter(
		({ name, type, required: isRequired }) => type !== 'collection' && (isRequired || name in values),
	);
	const bare = { ...all(required, values), ...pace(fields, values) };
	const pages = fields.some(({ name }) => name === 'returnAll') ? { ...bare, returnAll: true } : null;
	return [
		['bare', bare],
		['everything', everything],
		...(pages ? [['all pages', pages] as [string, INodeParameters]] : []),
		...each,
	];
}

/** Waits are short in any case. */
function pace(fields: INodeProperties[], { options }: Values): INodeParameters {
	return fields.some(({ name }) => name === 'options') && options
		? { options: options as INodeParameters }
		: {};
}

/** A resource locator's value, typed in. */
function byId(value: NodeParameterValueType): INodeParameters {
	return { __rl: true, mode: 'id', value: value as string };
}

function all(fields: INodeProperties[], values: Values): INodeParameters {
	const given = fields.map((field) => [field.name, valueOf(field, values)] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as INodeParameters;
}

function valueOf(field: INodeProperties, values: Values): NodeParameterValueType | undefined {
	const { name, type, default: usual } = field;
	const options = field.options ?? [];
	if (type === 'collection') {
		return { ...all(options as INodeProperties[], values), ...(values[name] as INodeParameters) };
	}
	if (name in values) return type === 'resourceLocator' && values[name] ? byId(values[name]) : values[name];
	if (type === 'fixedCollection') {
		const groups = options as INodePropertyCollection[];
		return Object.fromEntries(groups.map((group) => [group.name, [all(group.values, values)]]));
	}
	if (type === 'boolean') return !usual;
	if (type === 'multiOptions') return (options as INodePropertyOptions[]).map(({ value }) => value as string);
	if (type === 'dateTime') return '2026-05-01T08:00:00';
	if (type === 'string') return usual || 'nightly';
	return usual as NodeParameterValueType;
}
