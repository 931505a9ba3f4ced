/**
 * Everything that the operations of Currents execute. They import it on first use, because n8n loads every node when it
 * starts.
 */
export { buildRun } from '../../core/model/buildRun';
export { failureItems } from '../../n8n/items/failureItems';
export { oncePerItem } from '../../n8n/items/startedRuns';
export { onceDone, removeOnce } from '../../n8n/items/tries';
export { compareWithEarlier } from '../shared/comparison';
export {
	actionFields,
	actionName,
	conditionsOf,
	effectsOf,
	isAction,
	matcherOf,
	shownAction,
	shownActions,
} from './actions';
export { analyticsApi, errorItem, measuredItem } from './analyticsApi';
export { currentsApi } from './api';
export { comparisonOf } from './comparing';
export { detailedFacts } from './details';
export { shownInsights } from './insights';
export { awaitedRun, cancelIfGoing, dashboardOf, listedRun, readingOf } from './runs';
export { readInstanceId, shownInstance } from './shownInstance';
export { resultRows, titleParts } from './testResults';
export { optionalWebhookFields, shownWebhook, someEvents } from './webhooks';
