/** Builds docs/coverage.md from the list of platforms, and from what their vendors and n8n's own nodes have. */
import { actionGroups, platforms, type PlatformId } from '../../platforms';
import type { Platform } from '../../platforms/platform';
import { operations as builtinOperations } from './fromCurrentsNode/operations';
import { vendorCalls, type VendorCall } from './vendorCalls';

type Operations = (typeof actionGroups)[number]['operations'];

/** The page as Markdown: our operations, those of n8n's own node beside them, the calls of the vendors, the events. */
export async function coveragePage(): Promise<string> {
	const triggers = await Promise.all(platforms.map(triggerRow));
	return [
		'# Coverage',
		'',
		'Made from the registry by `node --import tsx scripts/coverage.ts`.',
		'',
		'## Test Run: operations',
		'',
		"The last column is the resource and operation of n8n's built-in Currents node (n8n 2.41.1): see [From the built-in Currents nodes](from-currents-node.md).",
		'',
		...table(
			['operation', ...actionGroups.map(({ name }) => name), 'built-in Currents node'],
			operationNames().map(([value, name]) => [
				shown(name, value),
				...actionGroups.map(({ operations }) => availability(operations, value)),
				builtinOperation(value),
			]),
		),
		'',
		'## What the vendors document',
		'',
		'Every call of their references, with the operation for it, or why there is none. Of a platform that can be self-hosted, the other calls are those of the hosted service.',
		'',
		...platforms.flatMap(vendorSection),
		'## Test Run Trigger: events',
		'',
		...table(['platform', 'events', 'webhook', 'run read back to verify'], triggers),
		'',
	].join('\n');
}

function vendorSection({ id, name }: Platform): string[] {
	const calls = vendorCalls[id as PlatformId];
	return [
		`### ${name}`,
		'',
		...table(
			['call', 'operation', ''],
			calls.map((call) => vendorRow(id, call)),
		),
		'',
	];
}

function vendorRow(id: string, [call, operations, note = '']: VendorCall): string[] {
	const here = operationsOf(id, operations);
	const isComing = operations !== '' && here.length === 0;
	const reason = isComing ? 'not in this version' : note;
	return [`\`${call}\``, here.map(({ name, value }) => shown(name, value)).join(', ') || '-', reason];
}

/** Those of a row that the platform has. */
function operationsOf(id: string, values: string): Operations {
	const { operations } = actionGroups.find((candidate) => candidate.id === id)!;
	return values.split(' ').flatMap((value) => operations.find((own) => own.value === value) ?? []);
}

/** An operation as the panel names it, and as workflows store it. */
function shown(name: string, value: string): string {
	return `${name} \`${value}\``;
}

/** What is said in brackets behind the name of an operation that only one of two installations has. */
const INSTALLATION = / \((Hosted|Self-Hosted)\)$/;

function availability(operations: Operations, value: string): string {
	const own = operations.find((operation) => operation.value === value);
	return own ? (INSTALLATION.exec(own.name)?.[1].toLowerCase() ?? 'yes') : '-';
}

/** Words of the built-in node's panel that its values do not have. */
const BUILTIN_WORDS: Record<string, string> = { getAll: 'Get Many', cancelGithub: 'Cancel by GitHub CI' };

function builtinOperation(value: string): string {
	const builtin = Object.keys(builtinOperations).find((name) => builtinOperations[name].to === value);
	return builtin ? shown(builtin.split(' ').map(builtinWords).join(': '), builtin) : '-';
}

/** `specFile` is Spec File. */
function builtinWords(value: string): string {
	const words = value.replaceAll(/[A-Z]/g, ' $&');
	return BUILTIN_WORDS[value] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

async function triggerRow({ name, trigger, deliveries }: Platform): Promise<string[]> {
	const { registrar, readVerifies } = await deliveries();
	return [
		name,
		trigger.events.map(({ value }) => `\`${value}\``).join(' '),
		registrar ? 'made by the node' : 'set up by hand',
		readVerifies ? 'yes' : '-',
	];
}

/** Values and names of all operations, in the order of their names. */
function operationNames(): Array<[value: string, name: string]> {
	const named = actionGroups.flatMap(({ operations }) =>
		operations.map(({ value, name }) => [value, name.replace(INSTALLATION, '')] as [string, string]),
	);
	return [...new Map(named)].sort(([, a], [, b]) => a.localeCompare(b, 'en'));
}

function table(head: string[], rows: string[][]): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
