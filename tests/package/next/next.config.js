// Server code takes the package from node_modules, as `www/npm/README.md` says.

/** @type {import('next').NextConfig} */
export default {
  serverExternalPackages: ['kutip'],
  turbopack: { root: new URL('..', import.meta.url).pathname },
};
