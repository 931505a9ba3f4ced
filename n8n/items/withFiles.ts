import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** An output item with files. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		/** The files by the names of their binary fields. */
		readonly binary: IBinaryKeyData,
	) {}
}
