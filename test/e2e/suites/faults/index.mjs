import { asStep } from './fault.mjs';
import { answerFaults } from './answer-faults.mjs';
import { deliveryFaults } from './delivery-faults.mjs';
import { errorFaults } from './error-faults.mjs';
import { platformFaults } from './platform-faults.mjs';
import { tableOf, writeTable } from './table.mjs';
import { waitFaults } from './wait-faults.mjs';
import { webhookFaults } from './webhook-faults.mjs';

/** Tests faults: nothing may be lost and nothing doubled. @type {import('../index.mjs').Suite} */
export const faults = {
	name: 'faults',
	lines: ['2', '1'],
	ownPlayground: true,
	steps: [
		...webhookFaults,
		...deliveryFaults,
		...answerFaults,
		...waitFaults,
		...errorFaults,
		...platformFaults,
	].map(asStep),
	async close({ rows = [], line, write }) {
		const table = tableOf(rows);
		console.log(table);
		if (write) await writeTable(line, table);
	},
};
