/** Parts of the expressions for the subtitle of a node on the canvas, which n8n's editor evaluates. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** An expression for the display name of the selected option; for its value if the list has no such option. */
export function chosenName({ name, options }: INodeProperties): string {
	const choices = options as INodePropertyOptions[];
	const names = Object.fromEntries(choices.map((choice) => [choice.value, choice.name]));
	return `(${JSON.stringify(names)}[$parameter["${name}"]] || $parameter["${name}"])`;
}

/** A subtitle: the platform where there is a choice of several, and what the expression returns. */
export function afterPlatform(platformField: INodeProperties, expression: string): string {
	const hasChoice = platformField.type === 'options';
	return `={{ ${hasChoice ? `${chosenName(platformField)} + ": " + ` : ''}${expression} }}`;
}

/**
 * Extends an expression that returns a text such as `waitForRun` or `RUN_FINISH`, so that it returns words: `wait for
 * run`, `run finish`.
 */
export function inWords(text: string): string {
	return `${text}.replace(/[A-Z]?[a-z]+/g, " $&").replace(/[._ ]+/g, " ").trim().toLowerCase()`;
}
