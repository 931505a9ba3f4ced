/** Where in a collection a request stands. */

import { nameOf } from '../errorText';
import { fields, number, text, type Fields } from '../fields';

/** The request, and the iteration if there are several. */
export interface Place {
	suite: string;
	group: string | null;
}

export function placeOf({ item, cursor }: Fields, paths: Map<string, string>): Place {
	const { id, name } = fields(item);
	const { cycles, iteration } = fields(cursor);
	const isRepeated = (number(cycles) ?? 1) > 1 || (number(iteration) ?? 0) > 0;
	return {
		suite: paths.get(text(id) ?? '') ?? nameOf(text(name)),
		group: isRepeated ? `iteration ${(number(iteration) ?? 0) + 1}` : null,
	};
}
