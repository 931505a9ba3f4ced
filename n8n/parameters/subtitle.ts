/** Parts of the expressions for the subtitle of a node on the canvas, which n8n's editor evaluates. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * An expression for the display name of the selected option; for its value if no list has such an option. The lists are
 * those of one parameter, which is often defined once per platform.
 */
export function chosenName(...lists: INodeProperties[]): string {
	return named(`$parameter["${lists[0].name}"]`, namesIn(lists));
}

/** The same for a parameter of which several options can be selected. */
export function chosenNames(...lists: INodeProperties[]): string {
	return eachNamed(`$parameter["${lists[0].name}"]`, namesIn(lists));
}

/** An expression for the display names of the fields that are set in the collection `parameter`. */
export function fieldNames(parameter: string, fields: INodeProperties[]): string {
	const names = Object.fromEntries(fields.map(({ name, displayName }) => [name, displayName]));
	return eachNamed(`Object.keys($parameter["${parameter}"])`, names);
}

type Names = Record<string, string>;

/** Without what a label adds in brackets: two platforms may add different things to the name of one operation. */
function namesIn(lists: INodeProperties[]): Names {
	const options = lists.flatMap((list) => list.options as INodePropertyOptions[]);
	return Object.fromEntries(options.map(({ value, name }) => [value, name.split(' (')[0]]));
}

function named(value: string, names: Names): string {
	return `(${JSON.stringify(names)}[${value}] || ${value})`;
}

function eachNamed(values: string, names: Names): string {
	return `${values}.map((value) => ${named('value', names)}).join(", ")`;
}

/** A subtitle: the platform where there is a choice of several, and what the expression returns. */
export function afterPlatform(platformField: INodeProperties, expression: string): string {
	const hasChoice = platformField.type === 'options';
	return `={{ ${hasChoice ? `${chosenName(platformField)} + ": " + ` : ''}${expression} }}`;
}
