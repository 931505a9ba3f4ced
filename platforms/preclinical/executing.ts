/**
 * Everything that the operations of Preclinical execute. They import it on first use, because n8n loads every node when
 * it starts.
 */
export { buildRun } from '../../core/model/buildRun';
export { quantity } from '../../core/text/words';
export { failureItems } from '../../n8n/items/failureItems';
export { oncePerItem } from '../../n8n/items/startedRuns';
export { doneBefore, noteDone } from '../../n8n/items/tries';
export { compareWithEarlier } from '../shared/comparison';
export { preclinicalApi } from './api';
export { comparisonOf } from './comparing';
export { failuresOf, readingOf, surveyScenarios, withDetails } from './details';
export { listTestSuites } from './hostedApi';
export { runFacts } from './normalize';
export { scenarioResult, scenarioSummary } from './normalizeScenarios';
export { removeWebhook } from './registrar';
export { awaitedRun, cancelIfGoing, listedRun } from './runs';
export { deleteTestRun, listScenarios } from './selfHostedApi';
export { startRunOf } from './start';
export { transcriptOf } from './transcripts';
export { readWebhookFields, shownWebhook, webhooksOf } from './webhooks';
