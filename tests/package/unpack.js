// Packs the npm package and unpacks it into the node_modules of a folder, as installing it from a registry would.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE, writePackage } from '../../www/npm/build.js';

/** @param {string} folder */
export async function unpack(folder) {
  await writePackage();
  const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', PACKAGE, '--json', '--offline'], { ...options, stdio: ['ignore', 'pipe', 'ignore'] }));
  const target = join(folder, 'node_modules/kutip');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', filename, '-C', target, '--strip-components=1'], options);
  rmSync(join(folder, filename));
}
