const { src, dest } = require('gulp');

/** TypeScript leaves icons behind: they go beside the compiled nodes. */
function icons() {
	return src('nodes/**/*.svg', { encoding: false }).pipe(dest('dist/nodes'));
}

exports.icons = icons;
exports.default = icons;
