/** What the operations of Qodex execute. They open this file with their first use: n8n loads every node at its start. */
export { oncePerItem } from '../../n8n/items/startedRuns';
export { qodexApi } from './api';
export { awaitedRun } from './awaitedRun';
export { runIdOf } from './normalize';
export { projectOf, readRun } from './runs';
export { startRunOf } from './start';
