/** Noise: folders of one machine, and positions in files. */
import type { NoiseRule } from './rule';

const FILE_TYPES = new Set(
	(
		'js jsx ts tsx mjs cjs mts cts es6 py pyi pyx rb erb rake java kt kts groovy scala sc clj cljs cljc cs vb fs fsx razor ' +
		'cshtml xaml csproj go php phtml phpt feature vue svelte astro html htm xml json yaml yml toml ini sql rs swift m mm h hh ' +
		'hpp hxx c cc cpp cxx ipp inl cu robot resource dart ex exs erl hrl eex heex leex hs lhs ml mli elm lua pl pm t pas dpr ' +
		'sh bash zsh bats ps1 psm1 psd1 r rmd jl nim zig d f90 f95 cr tf hcl bzl cmake gradle proto graphql css scss sass less ' +
		'cbl cob cpy sol move cairo md mdx txt cfg conf tcl vbs bas cls coffee hx adb ads v sv vhd vhdl java_ jsp twig blade haml slim pug hbs'
	).split(' '),
);

/** Folders in which build machines work. */
const CI_FOLDERS =
	'builds|__w|azp|codebuild|harness|drone|buildkite|bitbucket|github/workspace|var/jenkins_home|var/lib|opt/atlassian';

/** Folders that can also be routes of the tested site, so only paths of files in them are replaced. */
const HOMES =
	'home|Users|root|opt|usr|mnt|media|workspaces?|runner|app|srv|data|project|code|work|go|var/www|private/var';

/** A path on a Windows drive, and what may follow it without a space. */
const WITH_DRIVE = /[A-Z]:\\[^\s"'`]*/gi;

/** A temporary folder and what is in it. */
const TEMPORARY_FOLDER = /\\(?:Temp|Tmp)\\+[^\s"'`)\]>,:;]*/i;

/** Lines and columns, as compilers write them. */
const LINE_WORDS = [
	'Zeile',
	'Spalte',
	'ligne',
	'colonne',
	'línea',
	'linea',
	'columna',
	'linha',
	'coluna',
	'regel',
	'linje',
	'wiersz',
	'řádek',
	'satır',
	'строка',
	'столбец',
	'строке',
];

const EXTENSION = /^\.\w{1,7}(?!\w)/;

/** Applied in this order. */
export const PATHS: NoiseRule[] = [
	{
		what: 'temporary folders',
		pattern: /(?:\/private)?\/(?:tmp|var\/folders|var\/tmp|dev\/shm)\/[^\s"'`)\]>,:;]*/gi,
		by: temporaryPath,
		needs: '/',
		words: ['/tmp/', '/var/', '/dev/shm'],
		same: [
			"no '/tmp/pytest-of-ci/pytest-12/a0/report.csv'",
			"no '/private/var/folders/zz/abc123/T/tmpk3j2/report.csv'",
		],
		different: ["no '/tmp/a/report.csv'", "no '/tmp/a/totals.json'"],
	},
	{
		what: 'temporary folders on a drive of Windows',
		pattern: WITH_DRIVE,
		by: temporaryFolders,
		needs: '\\:',
		words: ['temp', 'tmp'],
		same: ['no C:\\Users\\ci\\AppData\\Local\\Temp\\scoped_dir4212_118', 'no D:\\Temp\\scoped_dir9921_77'],
		different: ['no C:\\Temp\\a.csv', 'no C:\\Temp\\b.csv'],
	},
	{
		what: 'folders of a build machine',
		pattern: new RegExp(`(?:file://)?(?<![\\w.])/(?:${CI_FOLDERS})/[^\\s"'\`)\\]>,:;]*`, 'gi'),
		by: lastSegment,
		needs: '/',
		words: [
			'/builds',
			'/__w',
			'/azp',
			'/codebuild',
			'/harness',
			'/drone',
			'/buildkite',
			'/bitbucket',
			'/github',
			'/var/',
			'/opt/',
		],
		same: ['no /builds/web/shop-7/cart.json', 'no /codebuild/output/src341578/src/cart.json'],
		different: ['no /builds/web/cart.json', 'no /builds/web/user.json'],
	},
	{
		what: 'paths with spaces, where quotes say where they end',
		pattern: new RegExp(`(?<=["'\`])(?:file://)?(?:[A-Z]:[\\\\/]|/(?:${HOMES})/)[^"'\`]*(?=["'\`])`, 'g'),
		by: pathOfFile,
		needs: '.',
		words: ['"/', "'/", '`/', ':\\', ':/'],
		same: [
			"no '/Users/Jane Doe/shop/cart.json'",
			"no 'C:\\Program Files (x86)\\Jenkins\\workspace\\shop\\cart.json'",
		],
		different: ["no '/Users/Jane Doe/shop/cart.json'", "no '/Users/Jane Doe/shop/user.json'"],
	},
	{
		what: 'home folders, workspaces and programs',
		pattern: new RegExp(`(?:file://)?(?<![\\w.])/(?:${HOMES})/[^\\s"'\`)\\]>,:;]*`, 'g'),
		by: pathOfFile,
		needs: '/.',
		same: ['no /home/ann/shop/cart.json', 'no /Users/bob/cart.json'],
		different: ["expected '/home/dashboard'", "expected '/home/profile'"],
	},
	{
		what: 'folders on a drive of Windows, whose names may have spaces',
		pattern: /(?<!\w)[A-Z]:\\+(?:[^\\:*?"'`<>|/]{1,80}\\+)*[^\s"'`)\]>,:;\\]*/g,
		by: lastSegment,
		needs: '\\:',
		same: ['no C:\\agent\\_work\\14\\s\\upload.png', 'no D:\\my builds\\shop\\upload.png'],
		different: ['no C:\\agent\\upload.png', 'no C:\\agent\\download.png'],
	},
	{
		what: 'folders that another machine shares',
		pattern: /(?<![\w\\:])\\\\[\w.$-]{1,64}\\[^\s"'`)\]>,:;]*/g,
		by: lastSegment,
		needs: '\\',
		same: ["no '\\\\build07\\shop\\cart.json'", "no '\\\\files\\ci\\cart.json'"],
		different: ["no '\\\\build07\\shop\\cart.json'", "no '\\\\build07\\shop\\user.json'"],
	},
	{
		// These look like ports and times of day, so they are applied first.
		what: 'positions in files',
		pattern:
			/\.([A-Za-z]\w{0,8})(?::\d+(?::\d+|-\d+)?|:? ?\(\d+(?:[,:] ?\d+)?\)|:?\[\d+,\d+\]|#L\d+(?:-L\d+)?|:line \d+| line \d+| \d+:\d+)(?![\w.]*\w)/g,
		by: (whole, type) => (FILE_TYPES.has(type.toLowerCase()) ? `.${type}:<line>` : whole),
		needs: '.0',
		words: [':0', '(0', '[0', '#l', 'line ', '0:'],
		same: [
			'thrown by Cart.php(123), cart.ts:12:5, cart.dart 12:5',
			'thrown by Cart.php(9), cart.ts:8, cart.dart 7:1',
		],
		different: ['no answer of db.internal:1', 'no answer of db.internal:2'],
	},
	{
		what: 'lines in the terms of Erlang and Elixir',
		pattern: /(\{:?(?:line|column|location), ?)(?:\d+|\{\d+, ?\d+\})(?=\})/g,
		by: '$1<line>',
		needs: '{,0',
		words: ['line', 'column', 'location'],
		same: ['{error, [{line,61}, {value,11}]}', '{error, [{line,64}, {value,11}]}'],
		different: ['{error, [{value,11}]}', '{error, [{value,12}]}'],
	},
	{
		what: 'positions in brackets',
		pattern: /\((?:line |at )?\d+:\d+\)/g,
		by: '(<line>)',
		needs: '(:0',
		words: ['(0', '(line', '(at'],
		same: ['Unexpected token (12:5)', 'Unexpected token (148:31)'],
		different: ['Unexpected token (a:5)', 'Unexpected token (b:5)'],
	},
	{
		what: 'positions in code that has no file',
		pattern: /(<(?:anonymous|stdin|string|input|unknown|eval|module)>):\d+(?::\d+)?/g,
		by: '$1:<line>',
		needs: '<:0',
		words: ['<anonymous', '<stdin', '<string', '<input', '<unknown', '<eval', '<module'],
		same: ['thrown by <anonymous>:12:5', 'thrown by <anonymous>:7:41'],
		different: ['thrown by <stdin>:1', 'thrown by <string>:1'],
	},
	{
		what: 'lines of files in other languages',
		pattern: new RegExp(`((?:${LINE_WORDS.join('|')})[ :]?\\s?)\\d+`, 'gi'),
		by: '$1<line>',
		needs: '0',
		words: LINE_WORDS,
		same: ['falsches Zeichen in Zeile 12', 'falsches Zeichen in Zeile 7'],
		different: ['falsches Zeichen in Zelle 12', 'falsches Zeichen in Zelle 7'],
	},
	{
		what: 'lines of files in China, Japan and Korea',
		pattern: /([行列줄][ :：]?)\d+|(?<!\d)\d+( ?[行줄])/g,
		by: '$1<line>$2',
		needs: '0é',
		same: ['第 12 行有错误', '第 7 行有错误'],
		different: ['第 12 个有错误', '第 7 个有错误'],
	},
];

/** Keeps the name of a file in a temporary folder, unless the name was generated too. */
function temporaryPath(path: string): string {
	const name = path.split(/[\\/]+/).at(-1) ?? '';
	return /^[a-z][\w.-]*\.[a-z]\w{0,5}$/i.test(name) && !/^tmp/i.test(name) ? `<path>/${name}` : '<path>';
}

/** The text, which begins with a drive, with each path to something temporary replaced. */
function temporaryFolders(text: string): string {
	const folder = TEMPORARY_FOLDER.exec(text);
	if (folder === null) return text;
	const end = folder.index + folder[0].length;
	return temporaryPath(text.slice(0, end)) + text.slice(end).replace(WITH_DRIVE, temporaryFolders);
}

/** The path up to the last name with an extension, which is a file; a path without one stays unchanged. */
function pathOfFile(text: string): string {
	for (let dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
		const [extension] = EXTENSION.exec(text.slice(dot, dot + 9)) ?? [];
		if (extension === undefined) continue;
		const end = dot + extension.length;
		return lastSegment(text.slice(0, end)) + text.slice(end);
	}
	return text;
}

function lastSegment(path: string): string {
	return `<path>/${path.split(/[\\/]+/).at(-1) ?? ''}`;
}
