// Preloaded into n8n. On SIGUSR2 it collects garbage and writes the number of bytes still in use to the file named in
// BENCH_LIVE_HEAP. n8n's task runners inherit this setting, but they never receive the signal.
const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

process.on('SIGUSR2', () => {
	// Several rounds, since some objects become garbage only after others have been collected, and after a turn of the
	// event loop.
	const rounds = (left) => {
		collect();
		if (left > 0) return setImmediate(rounds, left - 1);
		const { heapUsed, external } = process.memoryUsage();
		fs.writeFileSync(`${process.env.BENCH_LIVE_HEAP}.new`, String(heapUsed + external));
		fs.renameSync(`${process.env.BENCH_LIVE_HEAP}.new`, process.env.BENCH_LIVE_HEAP);
	};
	rounds(3);
});
