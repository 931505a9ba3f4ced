/** What the operations of Qase execute. It is loaded when they are first used, because n8n loads all nodes when it starts. */
export { buildRun } from '../../core/model/buildRun';
export { failureItems } from '../../n8n/items/failureItems';
export { oncePerItem } from '../../n8n/items/startedRuns';
export { doneBefore, noteDone, onceDone } from '../../n8n/items/tries';
export { hasEnded } from '../../n8n/waiting/poll';
export { compareWithEarlier } from '../shared/comparison';
export { qaseApi } from './api';
export { wordsFinder } from './caseWords';
export { changeResult, problemWithSteps, removeResult } from './changedResults';
export { comparisonOf } from './comparing';
export { following } from './longLists';
export { addResults, newResults } from './newResults';
export { projectOf, shownResult, runFacts } from './normalize';
export { resultApi } from './resultApi';
export { awaitedRun, failuresOf, listedRun, readingOf, runOf, viewOf, wordsIfWanted } from './runs';
export { shownCases, shownParts } from './shownCases';
export { readStartedRun, startRunOf } from './start';
