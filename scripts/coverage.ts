/**
 * Writes docs/coverage.md, which lists the operations and events of each platform: `node --import tsx
 * scripts/coverage.ts`. A test checks that the page is up to date.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { coveragePage } from './lib/coverage';

void coveragePage().then((page) => writeFileSync(path.join(__dirname, '..', 'docs', 'coverage.md'), page));
