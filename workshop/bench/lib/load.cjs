// Loads modules and makes one of each class in them; prints the milliseconds of CPU time that took.
// Arguments: the n8n-workflow that n8n has loaded long before, then the modules.
const [workflow, ...files] = process.argv.slice(2);
require(workflow);
const before = process.cpuUsage();
for (const file of files) {
	for (const Type of Object.values(require(file))) if (typeof Type === 'function') new Type();
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
