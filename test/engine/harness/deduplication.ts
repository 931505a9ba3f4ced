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

/** Row key -> hashes of the recorded values, oldest first. */
const table = new Map<string, string[]>();

/**
 * n8n's table of duplicates in memory, for mode `entries`: one row per workflow and node, values stored as hashes;
 * beyond `maxEntries` the oldest are removed. A value counts as new if it was not there before the call, even if the
 * call contains it twice. The two "latest" modes are not supported.
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

/** Sets n8n-core's table of duplicates; once per test file. */
export async function provideDeduplication(): Promise<void> {
	await DataDeduplicationService.init(inMemory);
}

/** Empties the table of duplicates, so that it is like that of a new n8n. */
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
