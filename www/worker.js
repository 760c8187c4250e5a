// The worker: reads one text after another and posts the findings in handfuls.

import { breathe } from './dom.js';
import { prepare, readArticle } from './reader.js';

/** Findings a message: more would block the page while it unpacks them. */
const HANDFUL = 2000;
/** Milliseconds a step may take before the worker looks for messages. */
const BUDGET = 40;

/** @typedef {import('./reader.js').Language} Language */
/** @typedef {{ id: number, language: Language, text?: string }} Job */

/** @type {Job[]} */
const queue = [];
/** @type {Set<number>} */
const stopped = new Set();
/** The job under way, 0 for none. */
let current = 0;

addEventListener('message', ({ data }) => {
  if (data.stop !== undefined) {
    if (data.stop === current || queue.some((job) => job.id === data.stop)) stopped.add(data.stop);
    return;
  }
  queue.push(data);
  if (!current) work();
});

async function work() {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const { id } = job;
    current = id;
    try {
      if (!stopped.has(id)) await run(job);
    } catch (/** @type {any} */ thrown) {
      postMessage({ id, error: { code: thrown?.code, message: String(thrown?.message ?? thrown) } });
    }
    stopped.delete(id);
  }
  current = 0;
}

/** @param {Job} job */
async function run({ id, language, text }) {
  if (text === undefined) {
    await prepare(language);
    postMessage({ id, ready: true });
    return;
  }
  const annotation = await readArticle(text, language, {
    budget: BUDGET,
    stopped: () => stopped.has(id),
    onprogress: (progress) => postMessage({ id, progress }),
  });
  if (!annotation) return;
  const { entities, mentions, quotes, ...rest } = annotation;
  for (const [name, list] of Object.entries({ entities, mentions, quotes })) {
    for (let from = 0; from < list.length; from += HANDFUL) {
      postMessage({ id, name, items: list.slice(from, from + HANDFUL) });
      await breathe();
    }
  }
  postMessage({ id, rest });
}
