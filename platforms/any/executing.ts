/** Everything that the operations execute. They import it on first use, because n8n loads every node when it starts. */
export { buildRun } from '../../core/model/buildRun';
export { readRun } from '../../core/model/readRun';
export { deliveredEvent } from '../../n8n/webhooks/deliveredEvent';
export { emittedEvent } from '../../n8n/webhooks/event';
export { caughtDelivery } from './caughtDelivery';
export { forget, isNew, readEntry } from './duplicates';
export { eventOf } from './sampleEvent';
export { atHand, comparedRun, refuseUnlessEarlier } from '../shared/comparison';
