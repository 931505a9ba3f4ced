// Preloaded into n8n: on SIGUSR2 it collects garbage and writes the bytes that are left to the file in BENCH_LIVE_HEAP.
// n8n's task runners inherit the setting, but nobody sends them the signal.
const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

process.on('SIGUSR2', () => {
	// Some things are let go of only after others have been, and after a turn of the event loop.
	const rounds = (left) => {
		collect();
		if (left > 0) return setImmediate(rounds, left - 1);
		const { heapUsed, external } = process.memoryUsage();
		fs.writeFileSync(`${process.env.BENCH_LIVE_HEAP}.new`, String(heapUsed + external));
		fs.renameSync(`${process.env.BENCH_LIVE_HEAP}.new`, process.env.BENCH_LIVE_HEAP);
	};
	rounds(3);
});
