// Starts the browsers the tests run in, and what every test needs of a page.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

export const ARTEFACTS = fileURLToPath(new URL('./artefacts/', import.meta.url));
mkdirSync(ARTEFACTS, { recursive: true });

/** Each browser with where it is; an empty variable leaves one out. @type {['chrome' | 'firefox', string][]} */
export const BROWSERS = [
  ['chrome', process.env.CHROMIUM ?? '/usr/bin/chromium'],
  ['firefox', process.env.FIREFOX ?? '/usr/bin/firefox-esr'],
].filter(([, path]) => path !== '');

const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none', '--lang=id', '--js-flags=--expose-gc',
];

/** @param {'chrome' | 'firefox'} browser */
export function launch(browser) {
  const executablePath = BROWSERS.find(([name]) => name === browser)?.[1];
  return puppeteer.launch({
    browser, executablePath, headless: true, defaultViewport: null,
    args: browser === 'chrome' ? CHROMIUM_ARGS : ['--width=1280', '--height=900'],
    extraPrefsFirefox: { 'intl.accept_languages': 'id', 'browser.chrome.site_icons': false },
  });
}

/**
 * A fresh page that keeps its complaints.
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ width?: number, height?: number, dark?: boolean, scale?: number }} [look]
 */
export async function newPage(browser, { width = 1280, height = 900, dark = false, scale = 1 } = {}) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  // Firefox knows the size but not the orientation that is sent along with it.
  await page.setViewport({ width, height, deviceScaleFactor: scale }).catch(() => {});
  if (dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  return Object.assign(page, { complaints });
}

/**
 * Waits until a function of the page says something true. (The driver's own way is forbidden by strict policies in Firefox.)
 * @param {import('puppeteer-core').Page} page @param {(...values: any[]) => any} condition @param {...any} values
 */
export async function until(page, condition, ...values) {
  const end = Date.now() + 15_000;
  while (!(await page.evaluate(condition, ...values))) {
    if (Date.now() > end) throw new Error(`never came true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Waits until every <kutip-article> of the page is ready or has failed. @param {import('puppeteer-core').Page} page */
export function settled(page) {
  return until(page, () => {
    const all = [...document.querySelectorAll('kutip-article')];
    return all.length > 0 && all.every(({ state }) => state === 'ready' || state === 'error');
  });
}

/** Runs `act` on the page: milliseconds of the longest task meanwhile, 0 where none took 50. Chromium alone measures it. */
export async function longestTask(page, act) {
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  });
  await page.evaluate(act);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return page.evaluate(() => window.longest);
}
