// The benchmark: `npm run bench [-- --record] [--only native,node,chromium]`. Method and results: docs/speed.md.
// It wants `cargo xtask build` first.
//
// Prints a row for each engine, language, size and room; `--record` writes them to tests/scores/speed.tsv.

import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const asked = process.argv[process.argv.indexOf('--only') + 1]?.split(',') ?? [];
const wanted = (name) => !process.argv.includes('--only') || asked.includes(name);

if (!existsSync(at('node_modules'))) execFileSync('npm', ['ci'], { cwd: at('.'), stdio: 'inherit' });
const { native, node } = await import('./times.js');
const rows = [];
const add = (row) => {
  rows.push(row);
  console.log(Object.values(row).join('\t'));
};
if (wanted('native')) await native(add);
if (wanted('node')) await node(add);
if (wanted('chromium')) await (await import('./chromium.js')).chromium(add);

if (process.argv.includes('--record')) {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const command = ['npm run bench --', ...process.argv.slice(2)].join(' ');
  const head = [git('show', '--no-patch', '--format=%cs', 'HEAD'), git('describe', '--always', '--dirty', '--exclude=*')];
  const machine = `${cpus().length} x ${cpus()[0].model}, node ${process.version}, load ${loadavg()[2].toFixed(0)}`;
  const header = ['date', 'commit', 'where', 'what', 'language', 'size', 'ms', 'MB/s', 'memory MB', 'machine', 'command'];
  const table = [header, ...rows.map((row) => [...head, ...Object.values(row), machine, command])];
  writeFileSync(at('../scores/speed.tsv'), `${table.map((row) => row.join('\t')).join('\n')}\n`);
}
