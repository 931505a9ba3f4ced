/**
 * Everything that the operations of Qodex execute. They import it on first use, because n8n loads every node when it
 * starts.
 */
export { oncePerItem } from '../../n8n/items/startedRuns';
export { qodexApi } from './api';
export { runIdOf } from './normalize';
export { awaitedRun, projectOf, readRun } from './runs';
export { startRunOf } from './start';
