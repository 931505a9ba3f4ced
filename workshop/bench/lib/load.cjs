// Loads modules, creates an instance of each class in them, and prints the CPU time for this in milliseconds.
// Arguments: the path of n8n-workflow, which is loaded before measuring, as in a running n8n, then the paths of the
// modules.
const [workflow, ...files] = process.argv.slice(2);
require(workflow);
const before = process.cpuUsage();
for (const file of files) {
	for (const Type of Object.values(require(file))) if (typeof Type === 'function') new Type();
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
