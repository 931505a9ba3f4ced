/** What the operations of Currents execute. They open this file with their first use: n8n loads every node at its start. */
export { buildRun } from '../../core/model/buildRun';
export { failureItems } from '../../n8n/items/failureItems';
export { oncePerItem } from '../../n8n/items/startedRuns';
export { onceDone } from '../../n8n/items/tries';
export { compareWithEarlier } from '../shared/comparison';
export { currentsApi } from './api';
export { awaitedRun } from './awaitedRun';
export { comparisonOf } from './comparing';
export { detailedFacts } from './details';
export { cancelIfGoing, dashboardOf, listedRun, readingOf } from './runs';
export { optionalWebhookFields, shownWebhook, someEvents } from './webhooks';
