import fs from 'node:fs';
import path from 'node:path';
import { pinnedVersion } from '../../../../scripts/lib/n8n-install.mjs';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';

const PAGE = path.join(projectRoot, 'docs/reliability.md');
const HEAD = ['where', 'what was injected', 'what comes of it', 'lost', 'doubled', 'recovered after'];

/**
 * The outcomes of all faults as a Markdown table.
 *
 * @param {Array<{ area: string, what: string } & import('./fault.mjs').Outcome>} rows
 */
export function tableOf(rows) {
	const cells = rows.map(({ area, what, then, lost, doubled, recoveredMs }) => {
		const recovered = recoveredMs === null ? '–' : `${(recoveredMs / 1000).toFixed(1)} s`;
		return [area, what, then, String(lost), String(doubled), recovered];
	});
	return [HEAD, HEAD.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * Replaces the table for this line of n8n in docs/reliability.md.
 *
 * @param {'1' | '2'} line
 * @param {string} table
 */
export async function writeTable(line, table) {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { format, resolveConfig } = await import('prettier');
	const [begin, end] = [`<!-- faults on n8n ${line} -->`, `<!-- end of faults on n8n ${line} -->`];
	const page = fs.readFileSync(PAGE, 'utf8');
	const before = page.slice(0, page.indexOf(begin));
	const after = page.slice(page.indexOf(end) + end.length);
	const section = `${begin}\n\n## n8n ${pinnedVersion(line)}\n\n${table}\n\n${end}`;
	const options = { ...(await resolveConfig(PAGE)), parser: 'markdown' };
	fs.writeFileSync(PAGE, await format(before + section + after, options));
}
