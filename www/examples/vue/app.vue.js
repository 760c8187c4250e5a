// An article that Vue owns and re-renders, inside <kutip-article>.

import { createApp, h, ref } from 'vue';

// From your own host, for example '/kutip/kutip.js'.
import(/* @vite-ignore */ new URL('../../kutip.js', document.baseURI).href);

const paragraphs = ref(['“Kami mulai bekerja besok,” kata Ratna Sihombing di Medan.', '“Anggarannya sudah ada,” ujar Bagus Wirawan.']);
const quotes = ref(0);
const found = (/** @type {CustomEvent} */ { detail }) => (quotes.value = detail.annotation.quotes.length);

createApp({
  render: () =>
    h('main', [
      h('h1', 'Vue'),
      h('p', { role: 'status' }, `${quotes.value} kutipan`),
      h('button', { id: 'add', onClick: () => paragraphs.value.push('“Saya setuju,” kata Sari Utami.') }, 'Tambah'),
      h('kutip-article', { lang: 'id', panel: 'side', 'onKutip-annotate': found }, paragraphs.value.map((text) => h('p', text))),
    ]),
}).mount('#app');
