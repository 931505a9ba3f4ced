// Takes the screenshots of the HTML report for docs/images, in a real Chromium: `node scripts/report-screenshots.mjs`.
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from '../test/e2e/suites/editor/browser.mjs';
import { projectRoot } from './lib/paths.mjs';

const FOLDER = path.join(projectRoot, 'docs', 'images');

const { chromium } = await import('playwright-core');
const { tsImport } = await import('tsx/esm/api');
const { historyReport, runReport } = await tsImport('./lib/sampleReport.ts', import.meta.url);
const { htmlPage } = await tsImport('../core/reports/html.ts', import.meta.url);

/** Sizes in CSS pixels and the report to display: one run on a phone, a history on a desktop. */
const screens = {
	phone: { width: 360, height: 1400, scale: 1.5, report: await runReport() },
	desktop: { width: 1280, height: 1150, scale: 1, report: await historyReport() },
};

fs.mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
	executablePath: await findChromium(),
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
});
try {
	for (const [screen, { width, height, scale, report }] of Object.entries(screens)) {
		for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
			const page = await browser.newPage({
				viewport: { width, height },
				deviceScaleFactor: scale,
				colorScheme,
			});
			await page.setContent(await htmlPage(report));
			await page.screenshot({ path: path.join(FOLDER, `report-${screen}-${colorScheme}.png`) });
			await page.close();
		}
	}
} finally {
	await browser.close();
}
