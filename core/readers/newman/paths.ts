/** Where the requests of a Postman collection are. */

import { nameOf } from '../errorText';
import { objects, text, type Fields } from '../fields';

/** `Folder > Request` by the id of the request. Nothing else of the collection is read: it may hold secrets. */
export function pathsIn(collection: Fields): Map<string, string> {
	const paths = new Map<string, string>();
	addItems(paths, collection, []);
	return paths;
}

function addItems(paths: Map<string, string>, folder: Fields, names: string[]): void {
	for (const item of objects(folder.item)) {
		const path = [...names, nameOf(text(item.name))];
		if (Array.isArray(item.item)) addItems(paths, item, path);
		else paths.set(text(item.id) ?? '', path.join(' > '));
	}
}
