/** What the operations of TestCLIX execute. They open this file with their first use: n8n loads every node at its start. */
export { testclixApi } from './api';
export { awaitedRun } from './awaitedRun';
export { errorCount, errorFailures, errorItems, projectVerdict } from './normalize';
export { readRun } from './runs';
export { startRunOf } from './start';
export { watchRun, watchStartedRun } from './watch';
