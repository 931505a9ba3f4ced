import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/paths.mjs';

const MAX_BYTES = 150_000;
const MARGIN = 0;

// What comes and goes, or is n8n's own and in the way.
const HIDDEN = [
	'.el-notification',
	'[data-test-id=node-feature-request]',
	'[data-test-id=floating-nodes]',
	'[data-test-id=ask-assistant-floating-button]',
].join(',');

/**
 * Keeps away what is not worth a picture.
 *
 * @param {import('playwright-core').Page} page
 */
export async function calm(page) {
	await page.addInitScript((hidden) => {
		const style = document.createElement('style');
		style.textContent = `${hidden} { display: none !important }
			* { caret-color: transparent !important; transition: none !important; animation: none !important }`;
		document.addEventListener('DOMContentLoaded', () => document.head.append(style));
	}, HIDDEN);
}

/**
 * A PNG of the smallest rectangle that holds all of these elements.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator[]} locators
 * @returns {Promise<Buffer>}
 */
export async function pictureOf(page, ...locators) {
	// The pointer would show hints.
	await page.mouse.move(0, 0);
	const boxes = await Promise.all(locators.map(async (locator) => await locator.boundingBox()));
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
	const x = Math.max(0, left);
	const y = Math.max(0, top);
	return await page.screenshot({ clip: { x, y, width: right - x, height: bottom - y } });
}

/**
 * @param {string} file path in the project
 * @param {Buffer} png
 * @param {number} [maxBytes]
 * @throws {Error} when it is too large for a page with many of its kind
 */
export function savePicture(file, png, maxBytes = MAX_BYTES) {
	if (png.length > maxBytes) throw new Error(`${file} has ${png.length} bytes, more than ${maxBytes}`);
	const target = path.join(projectRoot, file);
	fs.mkdirSync(path.dirname(target), { recursive: true });
	fs.writeFileSync(target, png);
}
