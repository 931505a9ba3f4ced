import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/paths.mjs';

const FILE = path.join(projectRoot, 'docs', 'panels.md');
const INTRODUCTION = `# Each node's panel

What the nodes look like in n8n's editor. The platforms are simulated on the computer that took the pictures, which is
why addresses begin with \`http://127.0.0.1\`. This page and its pictures are made by \`npm run screenshots\`.
`;

/**
 * Writes docs/panels.md: all pictures, by chapter.
 *
 * @param {Array<{ file: string, chapter: string, line: string }>} shots
 */
export async function writePage(shots) {
	const chapters = [...new Set(shots.map(({ chapter }) => chapter))].map((chapter) =>
		[`## ${chapter}`, ...shots.filter((shot) => shot.chapter === chapter).map(entry)].join('\n\n'),
	);
	const text = [INTRODUCTION, ...chapters].join('\n\n');
	// A dependency: to be had only once the dependencies are installed.
	const { format, resolveConfig } = await import('prettier');
	const config = await resolveConfig(FILE);
	fs.writeFileSync(FILE, await format(text, { ...config, filepath: FILE }));
}

function entry({ file, line }) {
	return `${line}\n\n![${line}](images/${file})`;
}
