/**
 * Everything that the operations of Preclinical execute. They import it on first use, because n8n loads every node when
 * it starts.
 */
export { buildRun } from '../../core/model/buildRun';
export { failureItems } from '../../n8n/items/failureItems';
export { oncePerItem } from '../../n8n/items/startedRuns';
export { doneBefore, noteDone, removeOnce } from '../../n8n/items/tries';
export { WithFiles } from '../../n8n/items/withFiles';
export { compareWithEarlier } from '../shared/comparison';
export { readConfig, readSettings, shownAgent, validation } from './agents';
export { agentsApi } from './agentsApi';
export { preclinicalApi } from './api';
export { comparisonOf } from './comparing';
export { failuresOf, readingOf, surveyScenarios, withDetails } from './details';
export { generate, notUsable } from './generating';
export { healthSummary } from './health';
export { webhooksApi } from './hostedApi';
export { runFacts } from './normalize';
export { scenarioResult, scenarioSummary } from './normalizeScenarios';
export { removeWebhook } from './registrar';
export { awaitedRun, cancelIfGoing, listedRun } from './runs';
export { scenariosApi } from './scenariosApi';
export { deleteTestRun, downloadCsv, readHealth } from './selfHostedApi';
export { startRunOf } from './start';
export { testSuitesApi } from './testSuitesApi';
export { transcriptOf } from './transcripts';
export { readWebhookFields, shownWebhook, webhooksOf } from './webhooks';
