/**
 * Writes docs/coverage.md: which operation and event each platform has, from the registry.
 * `node --import tsx scripts/coverage.ts`; a test checks that the page is up to date.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { coveragePage } from './lib/coverage';

void coveragePage().then((page) => writeFileSync(path.join(__dirname, '..', 'docs', 'coverage.md'), page));
