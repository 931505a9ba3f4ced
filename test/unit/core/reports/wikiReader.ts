/** Reads wiki markup as Jira does: with the parser of its own editor. */
import { defaultSchema } from '@atlaskit/adf-schema/schema-default';
import { JSONTransformer } from '@atlaskit/editor-json-transformer';
import { WikiMarkupTransformer } from '@atlaskit/editor-wikimarkup-transformer';

import type { AdfDocument } from '../../../../core/reports/adf';

const reader = new WikiMarkupTransformer(defaultSchema);
const writer = new JSONTransformer();

/** The document that Jira makes of the markup. */
export function readWiki(markup: string): AdfDocument {
	return writer.encode(reader.parse(markup)) as unknown as AdfDocument;
}
