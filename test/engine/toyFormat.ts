/** A format of reports as a further one would be: one file, and an entry in the registry. */
import type { FileFormat } from '../../core/reports/format';

/** Names of the failed tests. */
export const soup: FileFormat = {
	name: 'Alphabet Soup',
	description: 'Names of failed tests, as a file',
	usage: 'Attach it.',
	file: { extension: 'soup', mimeType: 'text/x-soup' },
	load: async () =>
		await Promise.resolve(
			async ({ runs }) =>
				await Promise.resolve(runs.flatMap(({ failures }) => failures.map(({ name }) => name)).join('\n')),
		),
	loadDigest: async () =>
		await Promise.resolve(
			async ({ lists }) =>
				await Promise.resolve({ fields: {}, content: lists.map(({ heading }) => heading).join('\n') }),
		),
};
