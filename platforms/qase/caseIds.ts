/**
 * Ids of cases in titles and tags, in the forms that the vendor's own reporters document: `(Qase ID: 3)` and
 * `(Qase SHOP: 3,4)` in a title (qase-javascript-commons), the tags `@QaseID=3,4` and `@Q-3` (cucumberjs-qase-reporter),
 * `Q-3` (qase-robotframework), `@qaseid(3)` and `@qaseid.SHOP(3)` (cypress-qase-reporter).
 */

/** A title and tags without the ids that were in them. */
export interface FoundCases {
	/** Ids of cases of the project; empty where none is named. */
	ids: number[];
	title: string;
	tags: string[];
}

const IN_TITLE = /\(Qase ([A-Z0-9_]{1,20}):? ?([\d,]{1,200})\)/gi;

/** Each captures the ids last, and before them the project where the form can name one. */
const TAGS = [/^@?QaseID=([\d, ]+)$/i, /^@?Q-(\d+)$/i, /^@?QaseID(?:\.([A-Z0-9_]+))?\(([\d, ]+)\)$/i];

/** Finds the cases of the project `code` that a test names. Ids of other projects are taken off, and not used. */
export function findCases(title: string, tags: string[], code: string): FoundCases {
	const ids = new Set<number>();
	const add = (project: string | undefined, list: string) => {
		if (project && !isSame(project, 'ID') && !isSame(project, code)) return;
		for (const id of list.split(',').map(Number)) if (Number.isSafeInteger(id) && id > 0) ids.add(id);
	};
	const titleLeft = title.replace(IN_TITLE, (_, project: string, list: string) => {
		add(project, list);
		return '';
	});
	const tagsLeft = tags.filter((tag) => {
		const found = TAGS.map((form) => form.exec(tag)).find((match) => match !== null);
		if (found) add(found.length > 2 ? found[1] : undefined, found[found.length - 1]);
		return found === undefined;
	});
	const isMarked = titleLeft !== title;
	return {
		ids: [...ids],
		title: isMarked ? titleLeft.replace(/ {2,}/g, ' ').trim() || title : title,
		tags: tagsLeft,
	};
}

function isSame(a: string, b: string): boolean {
	return a.toUpperCase() === b.toUpperCase();
}
