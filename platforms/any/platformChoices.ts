/** Lists of platforms to choose from. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../n8n/parameters/fields';
import type { Platform } from '../platform';

/** The platforms and the other choices, sorted by name. */
export function platformChoices(
	platforms: Platform[],
	...others: INodePropertyOptions[]
): INodePropertyOptions[] {
	const choices = [...others, ...platforms.map(({ id, name }) => ({ name, value: id }))];
	return choices.sort((a, b) => alphabetical(a.name, b.name));
}
