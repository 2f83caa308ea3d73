import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const house = 'http://127.0.0.1:4000';

/** GraphiQL carries two typefaces of 330 kB inside its stylesheet; ours are shown instead. */
const ownTypefaces: Plugin = {
  name: 'own-typefaces',
  enforce: 'pre',
  transform: {
    filter: { id: /graphiql\/dist\/style\.css$/ },
    handler: code => code.replace(/@font-face\s*\{[^}]*\}/g, ''),
  },
};

/** Says which build is served, so that an open page can tell that it is of another. */
const version: Plugin = {
  name: 'version',
  generateBundle(_options, bundle) {
    const entry = Object.values(bundle).find(part => part.type === 'chunk' && part.isEntry && part.name === 'app');
    if (!entry) throw new Error('There is no entry "app".');
    this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ entry: entry.fileName.split('/').at(-1) }) });
  },
};

/** Lists what the app may ask, for the gateway: it may be told to answer nothing else. */
const operations: Plugin = {
  name: 'operations',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'operations.json', source: readFileSync(new URL('src/gql/persisted-documents.json', import.meta.url)) });
  },
};

/** Fetches the inbox, where most days begin, beside the app and not after it. */
const inboxFirst: Plugin = {
  name: 'inbox-first',
  transformIndexHtml: {
    order: 'post',
    handler(html, { path, bundle }) {
      const inbox = Object.values(bundle ?? {}).find(part => part.type === 'chunk' && part.name === 'InboxScene');
      if (!path.endsWith('index.html') || inbox?.type !== 'chunk') return [];
      return [inbox.fileName, ...inbox.imports].filter(file => !html.includes(file)).map(file => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}`, nonce: '__CSP_NONCE__' }, injectTo: 'head' }));
    },
  },
};

/** Two entries, the app and the playground; a development server that passes the house's own paths on to a running house. */
export default defineConfig({
  plugins: [react(), ownTypefaces, version, operations, inboxFirst],
  html: { cspNonce: '__CSP_NONCE__' }, // the gateway puts a fresh one in its place
  worker: { format: 'es' },
  server: {
    proxy: {
      '/graphql': { target: house, ws: true, changeOrigin: true },
      '/auth': { target: house, changeOrigin: true },
      '/files': { target: house, changeOrigin: true },
      '/health': { target: house, changeOrigin: true },
    },
  },
  build: {
    rolldownOptions: {
      input: { app: 'index.html', playground: 'playground.html' },
      output: { codeSplitting: { groups: [{ name: 'common', minShareCount: 4, maxModuleSize: 30_000 }] } }, // what many screens share comes at once, not as sixty files one after the other
      onLog(level, log, report) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log); // "use client" means nothing in a bundle
      },
    },
    chunkSizeWarningLimit: 5000, // Monaco, in the playground only
  },
});
