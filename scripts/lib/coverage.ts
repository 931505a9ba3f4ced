/** The page docs/coverage.md, from the registry. */
import { actionGroups, platforms } from '../../platforms';

/** Markdown: operations by platform, and events by platform. */
export function coveragePage(): string {
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
		...table(
			['platform', 'events', 'webhook', 'run read back to verify'],
			platforms.map(({ name, trigger }) => [
				name,
				trigger.events.map(({ value }) => `\`${value}\``).join(' '),
				trigger.registrar ? 'made by the node' : 'set up by hand',
				trigger.readVerifies ? 'yes' : '-',
			]),
		),
		'',
	].join('\n');
}

function operationNames(): string[] {
	return [...new Set(actionGroups.flatMap(({ operations }) => operations.map(({ value }) => value)))].sort();
}

function table(head: string[], rows: string[][]): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
