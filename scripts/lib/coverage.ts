/** Builds docs/coverage.md from the list of platforms, and from what their vendors and n8n's own nodes have. */
import { actionGroups, platforms, type PlatformId } from '../../platforms';
import type { Platform } from '../../platforms/platform';
import { operations as builtinOperations } from './fromCurrentsNode/operations';
import { vendorCalls, type VendorCall } from './vendorCalls';

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
			operationNames().map((value) => [
				`\`${value}\``,
				...actionGroups.map(({ operations }) => (operations.some((o) => o.value === value) ? 'yes' : '-')),
				builtinOperation(value),
			]),
		),
		'',
		'## What the vendors document',
		'',
		'Every call of their references, with the operation for it, or why there is none.',
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
	return [`\`${call}\``, here.map((value) => `\`${value}\``).join(' ') || '-', reason];
}

/** Those of a row that the platform has. */
function operationsOf(id: string, operations: string): string[] {
	const group = actionGroups.find((candidate) => candidate.id === id);
	return operations.split(' ').filter((value) => group?.operations.some((own) => own.value === value));
}

function builtinOperation(value: string): string {
	return Object.keys(builtinOperations).find((name) => builtinOperations[name].to === value) ?? '-';
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

function operationNames(): string[] {
	return [...new Set(actionGroups.flatMap(({ operations }) => operations.map(({ value }) => value)))].sort();
}

function table(head: string[], rows: string[][]): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
