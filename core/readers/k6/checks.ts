/** The checks of a k6 summary. */

import { nameOf } from '../errorText';
import { count, fields, isObject, objects, text, type Fields } from '../fields';

/** A check, with how often it held. */
export interface Check {
	name: string;
	/** The groups around it; `null` without any. */
	group: string | null;
	passes: number;
	fails: number;
}

/** The checks of all groups, in any of the shapes. */
export function checksIn(summary: Fields): Check[] {
	const { results } = fields(fields(summary.results).checks);
	if (Array.isArray(results)) return objects(results).map((check) => checkOf(check, null));
	return checksOfGroup(fields(summary.root_group), []);
}

function checksOfGroup(group: Fields, names: string[]): Check[] {
	const own = membersOf(group.checks).map((check) => checkOf(check, names.join(' > ') || null));
	const inner = membersOf(group.groups).flatMap((one) =>
		checksOfGroup(one, [...names, nameOf(text(one.name))]),
	);
	return [...own, ...inner];
}

/** The older shape has objects by name where the other one has lists. */
function membersOf(value: unknown): Fields[] {
	return isObject(value) ? Object.values(value).filter(isObject) : objects(value);
}

function checkOf({ name, passes, fails }: Fields, group: string | null): Check {
	return { name: nameOf(text(name)), group, passes: count(passes) ?? 0, fails: count(fails) ?? 0 };
}
