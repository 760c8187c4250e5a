// The demo page: puts texts on the sheet and wires the tools around it.

import '../kutip.js';
import { h } from '../dom.js';
import { FORMATS } from './exports.js';
import { keepOffline } from './offline.js';
import { linkTo, textOf } from './share.js';
import { lay, paragraphsOf, paragraphsOfHtml, textOn } from './sheet.js';
import { LANGUAGES, phrases, translatePage } from './strings.js';

/** @typedef {{ lang: string, paragraphs: string[] }} Sample */

/** From this width on the panel stands open beside the text. */
const WIDE = matchMedia('(min-width: 60rem)');

/** @template {HTMLElement} T @param {string} id @returns {T} */
const by = (id) => /** @type {T} */ (document.getElementById(id));
const sheet = by('sheet');
const kutip = /** @type {import('../kutip.d.ts').KutipArticle} */ (by('kutip'));
const samplePicker = /** @type {HTMLSelectElement} */ (by('sample'));
const languagePicker = /** @type {HTMLSelectElement} */ (by('language'));
const editButton = by('edit');

let t = phrases('id');
let keptOffline = false;
/** @type {Sample[]} */
let samples = [];

/** @param {string} language */
function speak(language) {
  t = phrases(language);
  translatePage(language);
  kutip.setAttribute('ui-lang', language);
  for (const button of by('ui').querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === language));
  editButton.textContent = t(isEditing() ? 'done' : 'edit');
  by('offline').textContent = t(keptOffline ? 'offline' : 'online');
  sheet.dataset.placeholder = t('paste');
  sheet.setAttribute('aria-label', t('sheet'));
  const options = samples.map(({ lang, paragraphs }, index) => h('option', { value: index, lang }, paragraphs[0]));
  tellLanguage(kutip.annotation?.language);
  samplePicker.replaceChildren(h('option', { value: '' }, t('pick')), ...options);
}

/** Tells which language was guessed. @param {string} [found] */
function tellLanguage(found) {
  const automatic = languagePicker.options[0];
  const guessed = languagePicker.value === 'auto' && found;
  automatic.textContent = t('auto') + (guessed ? ` (${new Intl.DisplayNames([document.documentElement.lang], { type: 'language' }).of(found)})` : '');
  if (guessed) sheet.lang = found;
}

/** @param {string} phrase */
function say(phrase) {
  by('message').textContent = phrase && t(phrase);
}

const isEditing = () => sheet.isContentEditable;

/** @param {boolean} on */
function edit(on) {
  sheet.toggleAttribute('contenteditable', on);
  editButton.setAttribute('aria-pressed', String(on));
  editButton.textContent = t(on ? 'done' : 'edit');
  sheet.setAttribute('role', on ? 'textbox' : 'article');
  if (on) {
    sheet.setAttribute('aria-multiline', 'true');
    sheet.focus();
  } else sheet.removeAttribute('aria-multiline');
}

/** @param {string[]} paragraphs @param {string} [language] */
async function put(paragraphs, language = 'auto') {
  say('');
  edit(false);
  languagePicker.value = language;
  kutip.setAttribute('lang', language);
  sheet.lang = language === 'auto' ? '' : language;
  await lay(sheet, paragraphs);
  await kutip.annotate();
}

/** @param {File} file */
async function open(file) {
  const text = await file.text();
  await put(/\.html?$/i.test(file.name) ? paragraphsOfHtml(text) : paragraphsOf(text));
}

/** @param {ClipboardEvent} event */
function paste(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('input, select')) return;
  const html = event.clipboardData?.getData('text/html');
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const paragraphs = html ? paragraphsOfHtml(html) : paragraphsOf(text);
  if (paragraphs.length === 0) return;
  event.preventDefault();
  if (isEditing() && sheet.textContent?.trim()) document.execCommand('insertText', false, paragraphs.join('\n\n'));
  else put(paragraphs);
}

function write() {
  samplePicker.value = '';
  say('');
  sheet.replaceChildren();
  languagePicker.value = 'auto';
  kutip.setAttribute('lang', 'auto');
  edit(true);
}

async function copyLink() {
  const link = await linkTo(textOn(sheet));
  if (!link) return say('tooLong');
  history.replaceState(null, '', link);
  await navigator.clipboard.writeText(link).then(() => say('linked'), () => say('inAddress'));
}

/** @param {string} format */
function download(format) {
  if (!kutip.annotation) return;
  const { name, type, write: written } = FORMATS[format];
  const url = URL.createObjectURL(new Blob([written(kutip.annotation, kutip.text)], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function openFirst() {
  const text = await textOf(location.hash).catch(() => undefined);
  if (text) return put(paragraphsOf(text));
  const index = Math.max(0, samples.findIndex(({ lang }) => lang === document.documentElement.lang));
  samplePicker.value = String(index);
  await put(samples[index].paragraphs, samples[index].lang);
  if (text === undefined) say('badLink');
}

by('ui').addEventListener('click', ({ target }) => target instanceof HTMLButtonElement && speak(target.value));
samplePicker.addEventListener('change', () => {
  const sample = samples[Number(samplePicker.value)];
  if (samplePicker.value !== '') put(sample.paragraphs, sample.lang);
});
by('fresh').addEventListener('click', write);
editButton.addEventListener('click', () => edit(!isEditing()));
by('file-button').addEventListener('click', () => by('file').click());
by('file').addEventListener('change', ({ target }) => {
  const file = /** @type {HTMLInputElement} */ (target).files?.[0];
  if (file) open(file);
});
languagePicker.addEventListener('change', () => {
  kutip.setAttribute('lang', languagePicker.value);
  sheet.lang = languagePicker.value === 'auto' ? '' : languagePicker.value;
});
kutip.addEventListener('kutip-annotate', ({ detail }) => tellLanguage(detail.annotation.language));
by('link').addEventListener('click', copyLink);
by('exports').addEventListener('click', ({ target }) => target instanceof HTMLButtonElement && download(target.value));
document.addEventListener('paste', paste);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) open(file);
  else if (event.dataTransfer?.getData('text/plain')) put(paragraphsOf(event.dataTransfer.getData('text/plain')));
});
addEventListener('hashchange', openFirst);

samples = await (await fetch(new URL('./samples.json', import.meta.url))).json();
speak(navigator.languages.map((language) => language.split('-')[0]).find((language) => LANGUAGES.includes(language)) ?? 'en');
kutip.open = WIDE.matches;
await openFirst();
const packs = ['guess', ...LANGUAGES].map((name) => `packs/${name}.kutip`);
keepOffline(['pkg/kutip.js', 'pkg/kutip_bg.wasm', 'worker.js'], packs).then(
  () => {
    keptOffline = true;
    by('offline').textContent = t('offline');
  },
  () => {},
);
