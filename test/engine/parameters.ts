/** The parameters of a node, all of them or those that the panel shows. */
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeType,
} from 'n8n-workflow';

/** All parameters with those inside collections, each with the list it stands in. */
export function walk(
	list: INodeProperties[],
	at = '',
): Array<{ where: string; property: INodeProperties; siblings: INodeProperties[] }> {
	return list.flatMap((property) => {
		const where = `${at}${property.name}`;
		const inner = (property.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
		const below =
			property.type === 'collection'
				? walk(inner as INodeProperties[], `${where}.`)
				: property.type === 'fixedCollection'
					? (inner as INodePropertyCollection[]).flatMap(({ name, values }) =>
							walk(values, `${where}.${name}.`),
						)
					: [];
		return [{ where, property, siblings: list }, ...below];
	});
}

/** The parameters that the panel shows for these choices, with all that depends on them as by default. */
export function shown({ description }: INodeType, chosen: INodeParameters): INodeProperties[] {
	const node = { type: 'test', typeVersion: 1, parameters: chosen } as unknown as INode;
	const given =
		NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, description) ?? {};
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(given, property, node, description),
	);
}
