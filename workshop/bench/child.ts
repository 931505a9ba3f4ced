/** Runs one bench in its own process, so that no bench benefits from memory or code that another one has warmed up. */
import { benchOf } from './index';
import type { RowResult } from './lib/report';

const [row, quick] = process.argv.slice(2);

async function main(): Promise<void> {
	const { title, run } = await benchOf(Number(row));
	const result: RowResult = { row: Number(row), title, figures: await run({ quick: quick === '--quick' }) };
	process.send?.(result);
}

// Everything that a bench has started ends when this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

// Without the parent process nobody would receive the result. `unref`: the channel must not keep this process alive
// after it has sent the result.
process.once('disconnect', () => process.exit(130));
process.channel?.unref();

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
