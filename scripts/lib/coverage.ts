/** Builds docs/coverage.md from the list of platforms. */
import { actionGroups, platforms } from '../../platforms';
import type { Platform } from '../../platforms/platform';

/** The page as Markdown: one table of operations and one of events. */
export async function coveragePage(): Promise<string> {
	const triggers = await Promise.all(platforms.map(triggerRow));
	return [
		'# Coverage',
		'',
		'Made from the registry by `node --import tsx scripts/coverage.ts`.',
		'',
		'## Test Run: operations',
		'',
		...table(
			['operation', ...actionGroups.map(({ name }) => name)],
			operationNames().map((value) => [
				`\`${value}\``,
				...actionGroups.map(({ operations }) => (operations.some((o) => o.value === value) ? 'yes' : '-')),
			]),
		),
		'',
		'## Test Run Trigger: events',
		'',
		...table(['platform', 'events', 'webhook', 'run read back to verify'], triggers),
		'',
	].join('\n');
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
