import { chromium } from '@playwright/test';

/** Several pictures beside each other in one: `node dev/sheet.ts out.png height a.png b.png ...`. */
const [out, height, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 2000, height: Number(height) } });
await page.goto('file:///tmp/');
await page.setContent(
  `<body style="margin:0;display:inline-flex;gap:10px;background:#888">${files.map((f) => `<img height="${height}" src="file:///tmp/console-shots/${f}.png">`).join('')}`,
);
await page.waitForTimeout(400);
const box = await page.locator('body').boundingBox();
await page.setViewportSize({ width: Math.ceil(box!.width), height: Number(height) });
await page.screenshot({ path: out });
await browser.close();
