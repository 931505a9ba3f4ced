/** The page for those who come from n8n's built-in Currents nodes names what there is here. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { currents } from '../../platforms/currents';
import { operations } from '../../scripts/lib/fromCurrentsNode/operations';

const page = readFileSync(path.join(__dirname, '../../docs/from-currents-node.md'), 'utf8');

/** The cells of the table below a heading, without its head. */
function rowsBelow(heading: string): string[][] {
	const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
	const lines = section.split('\n').filter((line) => line.startsWith('| '));
	return lines.slice(2).map((line) => line.split('|').map((cell) => cell.trim()));
}

test('each operation of the built-in node has one of ours beside it, none of them twice', () => {
	const rows = rowsBelow('Operations');
	const names = currents.operations.map(({ name }) => `_${name}_`);

	expect(new Set(rows.map(([, theirs]) => theirs)).size).toBe(22);
	expect(rows.map(([, , ours]) => ours!).filter((ours) => !names.includes(ours))).toEqual([]);
	expect(new Set(rows.map(([, , ours]) => ours)).size).toBe(22);
});

test('each event of the built-in trigger has one of ours beside it', () => {
	const ours = rowsBelow('Events').map(([, , event]) => event!.replaceAll('`', ''));

	expect(ours.sort()).toEqual(currents.trigger.events.map(({ value }) => value).sort());
});

test('what to change in expressions is named where the output differs, and nowhere else', () => {
	const differs = Object.values(operations).filter(({ output }) => output !== undefined);
	const names = differs.map(({ to }) => `_${currents.operations.find(({ value }) => value === to)!.name}_`);
	const named = rowsBelow('Operations').filter(([, , , , change]) => change!.includes('$json'));

	expect(named.map(([, , ours]) => ours!).sort()).toEqual(names.sort());
});
