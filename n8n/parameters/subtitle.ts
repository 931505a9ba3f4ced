/** Parts of the expressions for the line below a node's name on the canvas, which n8n's editor evaluates. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The name of what is chosen in a list, as the list shows it; the value itself where the list lacks it. */
export function chosenName({ name, options }: INodeProperties): string {
	const choices = options as INodePropertyOptions[];
	const names = Object.fromEntries(choices.map((choice) => [choice.value, choice.name]));
	return `(${JSON.stringify(names)}[$parameter["${name}"]] || $parameter["${name}"])`;
}

/** An expression's text, such as `waitForRun` or `RUN_FINISH`, in words: `wait for run`, `run finish`. */
export function inWords(text: string): string {
	return `${text}.replace(/[A-Z]?[a-z]+/g, " $&").replace(/[._ ]+/g, " ").trim().toLowerCase()`;
}
