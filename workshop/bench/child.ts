/** Runs one bench in a process of its own, so that none finds the memory or the code of another warm. */
import { benchOf } from './index';
import type { RowResult } from './lib/report';

const [row, quick] = process.argv.slice(2);

async function main(): Promise<void> {
	const { title, run } = await benchOf(Number(row));
	const result: RowResult = { row: Number(row), title, figures: await run({ quick: quick === '--quick' }) };
	process.send?.(result);
}

// What a bench has started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

// Nobody would hear the result. Listening must not keep this process alive once it has said it.
process.once('disconnect', () => process.exit(130));
process.channel?.unref();

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
