/** Links and pictures on the pages lead to files and headings that are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';

const root = path.join(__dirname, '../..');
const pages = ['.', 'docs', 'docs/platforms', 'workshop/sandbox'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.posix.join(folder, name)),
);

/** The tokens of a page, those within lines among them. */
function tokensOf(page: string) {
	const tokens = new MarkdownIt().parse(readFileSync(path.join(root, page), 'utf8'), {});
	return tokens.flatMap((token) => [token, ...(token.children ?? [])]);
}

/** Where links and pictures of a page lead within the repository: file, and heading or `undefined`. */
function targetsOf(page: string) {
	const links = tokensOf(page).map((token) => token.attrGet('href') ?? token.attrGet('src') ?? '');
	return links
		.filter((link) => link !== '' && !/^[a-z]+:/.test(link))
		.map((link) => {
			const [file, heading] = link.split('#');
			return { file: file ? path.posix.join(path.posix.dirname(page), file) : page, heading };
		});
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
	const tokens = tokensOf(page);
	return tokens
		.filter((_, index) => tokens[index - 1]?.type === 'heading_open')
		.map(({ content }) =>
			content
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replaceAll(' ', '-'),
		);
}

test.each(pages)('%s', (page) => {
	const missing = targetsOf(page).filter(
		({ file, heading }) =>
			!existsSync(path.join(root, file)) || (heading !== undefined && !anchorsOf(file).includes(heading)),
	);

	expect(missing).toEqual([]);
});

test('there are links to look at, and every picture is shown', () => {
	const shown = new Set(pages.flatMap(targetsOf).map(({ file }) => file));
	const pictures = readdirSync(path.join(root, 'docs/images')).map((name) => `docs/images/${name}`);

	expect(pictures.length).toBeGreaterThan(30);
	expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});
