// The words of the demo page, one row a phrase, one column a language.

export const LANGUAGES = ['id', 'ms', 'en'];

/** @type {Record<string, [id: string, ms: string, en: string]>} */
const TABLE = {
  tagline: ['Siapa bicara, dan apa katanya.', 'Siapa bercakap, dan apa katanya.', 'Who is speaking, and what they say.'],
  uiLanguage: ['Bahasa halaman', 'Bahasa halaman', 'Language of this page'],
  tools: ['Teks', 'Teks', 'Text'],
  sample: ['Contoh', 'Contoh', 'Samples'],
  pick: ['Contoh artikel', 'Contoh rencana', 'Sample articles'],
  fresh: ['Tulis atau tempel', 'Tulis atau tampal', 'Write or paste'],
  file: ['Buka berkas', 'Buka fail', 'Open a file'],
  edit: ['Sunting', 'Sunting', 'Edit'],
  done: ['Selesai', 'Selesai', 'Done'],
  language: ['Bahasa teks', 'Bahasa teks', 'Language of the text'],
  auto: ['Bahasa: otomatis', 'Bahasa: automatik', 'Language: automatic'],
  link: ['Salin tautan', 'Salin pautan', 'Copy link'],
  linked: [
    'Tautan tersalin. Teks ada di dalamnya, tidak disimpan di mana pun.',
    'Pautan disalin. Teks ada di dalamnya, tidak disimpan di mana-mana.',
    'Link copied. It carries the text itself; nothing is stored anywhere.',
  ],
  inAddress: ['Tautan ada di bilah alamat.', 'Pautan ada pada bar alamat.', 'The link is in the address bar.'],
  tooLong: ['Teks ini terlalu panjang untuk sebuah tautan.', 'Teks ini terlalu panjang untuk satu pautan.', 'This text is too long for a link.'],
  badLink: ['Tautan ini tidak utuh.', 'Pautan ini tidak lengkap.', 'This link is not complete.'],
  export: ['Ekspor', 'Eksport', 'Export'],
  paste: ['Tempel atau tulis artikel di sini, atau seret berkas ke sini.', 'Tampal atau tulis rencana di sini, atau seret fail ke sini.', 'Paste or write an article here, or drop a file.'],
  sheet: ['Artikel', 'Rencana', 'Article'],
  privateTitle: ['Tidak ada yang meninggalkan peramban', 'Tiada yang meninggalkan pelayar', 'Nothing leaves your browser'],
  private: [
    'Teks dibaca di komputer Anda. Halaman ini hanya mengambil berkasnya sendiri; tidak ada teks, tautan, atau catatan kunjungan yang dikirim ke mana pun.',
    'Teks dibaca di komputer anda. Halaman ini hanya mengambil failnya sendiri; tiada teks, pautan atau catatan lawatan dihantar ke mana-mana.',
    'The text is read on your computer. This page fetches its own files and nothing else; no text, link or trace of your visit is sent anywhere.',
  ],
  online: [
    'Sesudah kunjungan pertama, halaman ini bekerja tanpa jaringan.',
    'Selepas lawatan pertama, halaman ini berfungsi tanpa rangkaian.',
    'After the first visit this page works without a network.',
  ],
  offline: ['Siap: halaman ini kini bekerja tanpa jaringan.', 'Sedia: halaman ini kini berfungsi tanpa rangkaian.', 'Ready: this page now works without a network.'],
  marksTitle: ['Yang ditandai', 'Yang ditanda', 'What is marked'],
  person: ['Orang', 'Orang', 'People'],
  organization: ['Lembaga', 'Organisasi', 'Organizations'],
  location: ['Tempat', 'Tempat', 'Places'],
  direct: ['Kutipan langsung', 'Petikan langsung', 'Direct quotations'],
  indirect: ['Kutipan tak langsung', 'Petikan tidak langsung', 'Reported speech'],
  marks: [
    'Arahkan penunjuk atau ketuk tanda untuk melihat siapa, sebagai apa, dan mengapa.',
    'Halakan penunjuk atau ketik tanda untuk melihat siapa, sebagai apa, dan mengapa.',
    'Point at a mark or tap it to see who it is, in what role, and why.',
  ],
  embedTitle: ['Di situs Anda', 'Di laman anda', 'On your site'],
  examples: ['Contoh pemasangan', 'Contoh pemasangan', 'Examples of embedding'],
  title: ['kutip: siapa bicara, dan apa katanya', 'kutip: siapa bercakap, dan apa katanya', 'kutip: who is speaking, and what they say'],
};

/** @param {string} language @returns {(phrase: string) => string} */
export function phrases(language) {
  const column = Math.max(0, LANGUAGES.indexOf(language));
  return (phrase) => TABLE[phrase][column];
}

/** Writes the words of a language into every element that names its phrase. @param {string} language */
export function translatePage(language) {
  const t = phrases(language);
  document.documentElement.lang = language;
  document.title = t('title');
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-t]'))) {
    element.textContent = t(element.dataset.t ?? '');
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-t-label]'))) {
    element.setAttribute('aria-label', t(element.dataset.tLabel ?? ''));
  }
}
