// The words of the panel and the card: one row a phrase, one column a language.

/** @typedef {'id' | 'ms' | 'en'} Column */

/** Columns of `TABLE`. A further language is a further column here and in each row. */
const LANGUAGES = ['id', 'ms', 'en'];

/** `one|many` where a language tells them apart; `{}` takes the values in order. @type {Record<string, string[]>} */
const TABLE = {
  title: ['Siapa bicara?', 'Siapa bercakap?', 'Who is speaking?'],
  speakers: ['{} pembicara', '{} penutur', '{} speaker|{} speakers'],
  quotes: ['{} kutipan', '{} petikan', '{} quotation|{} quotations'],
  words: ['{} kata', '{} patah kata', '{} word|{} words'],
  mentions: ['disebut {} kali', 'disebut {} kali', 'mentioned once|mentioned {} times'],
  show: ['Yang ditandai', 'Yang ditanda', 'Marked in the text'],
  person: ['Orang', 'Orang', 'People'],
  organization: ['Lembaga', 'Organisasi', 'Organizations'],
  location: ['Tempat', 'Tempat', 'Places'],
  other: ['Waktu dan angka', 'Masa dan angka', 'Dates and figures'],
  quote: ['Kutipan', 'Petikan', 'Quotations'],
  speakersTitle: ['Pembicara', 'Penutur', 'Speakers'],
  namesTitle: ['Nama', 'Nama', 'Names'],
  search: ['Cari nama atau kutipan', 'Cari nama atau petikan', 'Find a name or a quotation'],
  unnamed: ['Tanpa nama', 'Tidak dinamakan', 'Not named'],
  direct: ['Kutipan langsung', 'Petikan langsung', 'Direct quotation'],
  indirect: ['Kutipan tak langsung', 'Petikan tidak langsung', 'Reported speech'],
  mixed: ['Kutipan campuran', 'Petikan campuran', 'Reported speech with quoted words'],
  position: ['{} dari {}', '{} daripada {}', '{} of {}'],
  next: ['Berikutnya', 'Seterusnya', 'Next'],
  previous: ['Sebelumnya', 'Sebelumnya', 'Previous'],
  clear: ['Lepaskan', 'Lepaskan', 'Let go'],
  close: ['Tutup', 'Tutup', 'Close'],
  copy: ['Salin kutipan', 'Salin petikan', 'Copy quotation'],
  copied: ['Tersalin', 'Disalin', 'Copied'],
  notCopied: ['Peramban tidak mengizinkan', 'Pelayar tidak membenarkan', 'The browser does not allow it'],
  more: ['{} lagi', '{} lagi', '{} more'],
  roles: ['Sebagai', 'Sebagai', 'As'],
  aliases: ['Juga disebut', 'Juga disebut', 'Also'],
  author: ['Penulis artikel ini', 'Penulis rencana ini', 'Author of this article'],
  to: ['Kepada', 'Kepada', 'To'],
  via: ['Melalui', 'Melalui', 'By way of'],
  why: ['Mengapa?', 'Mengapa?', 'Why?'],
  rule: ['Aturan', 'Peraturan', 'Rule'],
  cue: ['Kata penanda', 'Kata penanda', 'Cue'],
  confidence: ['Keyakinan', 'Keyakinan', 'Confidence'],
  source: ['Ditemukan oleh', 'Ditemui oleh', 'Found by'],
  'rule_cue-subject': ['disebut di samping kata penanda', 'disebut di sebelah kata penanda', 'named beside the cue'],
  rule_pronoun: ['kata ganti yang menunjuk kepadanya', 'kata ganti yang merujuk kepadanya', 'a pronoun that points to them'],
  rule_role: ['jabatan yang mewakilinya', 'jawatan yang mewakilinya', 'a role that stands for them'],
  rule_description: ['gambaran yang mewakilinya', 'gambaran yang mewakilinya', 'a description that stands for them'],
  rule_anonymous: ['sumber tanpa nama', 'sumber tanpa nama', 'a source without a name'],
  rule_colon: ['nama di depan titik dua', 'nama di hadapan titik bertindih', 'a name before a colon'],
  rule_continued: ['lanjutan kutipan sebelumnya', 'sambungan petikan sebelumnya', 'goes on from the quotation before'],
  rule_unknown: ['tidak diketahui', 'tidak diketahui', 'not known'],
  source_tagger: ['model nama', 'model nama', 'the model of names'],
  source_gazetteer: ['daftar nama', 'senarai nama', 'the list of names'],
  source_pattern: ['pola', 'pola', 'a pattern'],
  source_repeat: ['sebutan lain dalam artikel', 'sebutan lain dalam rencana', 'another mention in the article'],
  source_speaker: ['perannya sebagai pembicara', 'peranannya sebagai penutur', 'its part as a speaker'],
  kind_date: ['Tanggal', 'Tarikh', 'Date'],
  kind_time: ['Waktu', 'Masa', 'Time'],
  kind_money: ['Jumlah uang', 'Jumlah wang', 'Money'],
  kind_percent: ['Persentase', 'Peratusan', 'Percentage'],
  kind_quantity: ['Jumlah', 'Kuantiti', 'Quantity'],
  kind_event: ['Peristiwa', 'Peristiwa', 'Event'],
  kind_law: ['Peraturan', 'Undang-undang', 'Law'],
  kind_work: ['Karya', 'Karya', 'Work'],
  kind_url: ['Alamat web', 'Alamat web', 'Web address'],
  kind_handle: ['Akun', 'Akaun', 'Account'],
  kind_person: ['Orang', 'Orang', 'Person'],
  kind_organization: ['Lembaga', 'Organisasi', 'Organization'],
  kind_location: ['Tempat', 'Tempat', 'Place'],
  loading: ['Membaca artikel', 'Membaca rencana', 'Reading the article'],
  empty: ['Tidak ada nama atau kutipan di sini.', 'Tiada nama atau petikan di sini.', 'No name or quotation here.'],
  noMatch: ['Tidak ada yang cocok.', 'Tiada yang sepadan.', 'Nothing matches.'],
  found: ['{} dan {} ditemukan', '{} dan {} ditemui', '{} and {} found'],
  keys: [
    'Tombol panah berpindah, Enter memilih, Escape kembali.',
    'Kekunci anak panah berpindah, Enter memilih, Escape kembali.',
    'Arrow keys move, Enter chooses, Escape goes back.',
  ],
  slow: ['Dibaca tanpa worker: bisa sedikit lebih lambat.', 'Dibaca tanpa worker: mungkin sedikit perlahan.', 'Read without a worker: this may take a little longer.'],
  failed: ['Artikel tidak dapat dibaca.', 'Rencana tidak dapat dibaca.', 'The article could not be read.'],
};

/** @typedef {(phrase: string, ...values: (string | number)[]) => string} Translate */

/** The phrases in the first language that there is a column for. @param {...(string | null | undefined)} wanted @returns {Translate} */
export function translator(...wanted) {
  const column = Math.max(0, LANGUAGES.indexOf(uiLanguage(...wanted)));
  return (phrase, ...values) => {
    // A rule newer than this table goes by its own name.
    const forms = (TABLE[phrase]?.[column] ?? phrase.replace(/^[a-z]+_/, '')).split('|');
    const form = forms.length > 1 && values[0] === 1 ? forms[0] : forms[forms.length - 1];
    let index = 0;
    return form.replace(/\{\}/g, () => String(values[index++]));
  };
}

/** The first of the wanted languages that there are phrases in, else English. @param {...(string | null | undefined)} wanted */
export function uiLanguage(...wanted) {
  const codes = wanted.map((language) => language?.toLowerCase().split('-')[0]);
  return codes.find((code) => code && LANGUAGES.includes(code)) ?? 'en';
}
