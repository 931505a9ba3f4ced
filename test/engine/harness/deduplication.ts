import { createHash } from 'node:crypto';
import { DataDeduplicationService } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

/** Row key -> hashes of the values seen, oldest first. */
const table = new Map<string, string[]>();

/**
 * n8n's duplicate table in memory, for mode `entries`: one row per workflow and node, values kept as hashes,
 * `maxEntries` drops the oldest. A value is new unless it was there before the call, even when it comes twice
 * in one call. The two "latest" modes are refused.
 */
const inMemory: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, context, options) {
		assertEntries(options);
		const key = keyOf(scope, context);
		const before = table.get(key) ?? [];
		const isNew = (item: DeduplicationItemTypes) => !before.includes(hash(item));
		const fresh = items.filter(isNew);
		table.set(key, newest([...before, ...fresh.map(hash)], options.maxEntries));
		return { new: fresh, processed: items.filter((item) => !isNew(item)) };
	},
	async removeProcessed(items, scope, context, options) {
		assertEntries(options);
		const key = keyOf(scope, context);
		const gone = items.map(hash);
		table.set(
			key,
			(table.get(key) ?? []).filter((value) => !gone.includes(value)),
		);
	},
	async clearAllProcessedItems(scope, context) {
		table.delete(keyOf(scope, context));
	},
	async getProcessedDataCount(scope, context, options) {
		return options.mode === 'entries' ? (table.get(keyOf(scope, context)) ?? []).length : 0;
	},
};

/** Gives n8n-core its duplicate table; once per test file. */
export async function provideDeduplication(): Promise<void> {
	await DataDeduplicationService.init(inMemory);
}

/** Empties the duplicate table, as between two n8n instances. */
export function clearDuplicates(): void {
	table.clear();
}

function assertEntries({ mode }: ICheckProcessedOptions): void {
	if (mode !== 'entries') throw new Error(`The engine harness has no duplicate mode ${mode}`);
}

function keyOf(scope: DeduplicationScope, context: ICheckProcessedContextData): string {
	if (scope === 'node' && context.node === undefined) {
		throw new UnexpectedError("Deduplication Failed: no node information for scope 'node'");
	}
	return JSON.stringify([context.workflow.id, scope === 'node' ? context.node?.id : '']);
}

function hash(value: DeduplicationItemTypes): string {
	return createHash('md5').update(String(value)).digest('base64');
}

function newest(hashes: string[], maxEntries: number | undefined): string[] {
	return maxEntries ? hashes.slice(-maxEntries) : hashes;
}
