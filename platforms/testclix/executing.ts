/**
 * Everything that the operations of TestCLIX execute. They import it on first use, because n8n loads every node when it
 * starts.
 */
export { testclixApi } from './api';
export { errorCount, errorFailures, errorItems, projectVerdict } from './normalize';
export { awaitedRun, readRun } from './runs';
export { startRunOf } from './start';
export { watchRun, watchStartedRun } from './watch';
