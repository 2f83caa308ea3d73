import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runQuietly } from './children.mjs';
import { node, root } from './paths.mjs';
import { filesBelow, fingerprint, isStamped, stamp, workspaces } from './stamp.mjs';
import { step } from './steps.mjs';

/** Builds every workspace, in the order of their dependencies, from nothing. */
export async function build() {
  const print = sources();
  await step('building', async () => {
    // A deleted source leaves no ghost.
    for (const folder of workspaces()) rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
    await runQuietly(node, [join(root, 'node_modules/lerna/dist/cli.js'), 'run', 'build', '--stream'], {
      env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
    });
  });
  stamp('build', print);
}

/** Builds when a source has changed since the last build. */
export async function ensureBuilt() {
  const isWhole = existsSync(join(root, 'packages/host/dist/one.js')) && existsSync(join(root, 'web/dist/index.html'));
  if (isWhole && isStamped('build', sources())) return;
  await build();
}

/** Generates web's types from the committed schema when either has changed: lint and types need them, a build makes them itself. */
export async function ensureGenerated() {
  const schema = join(root, 'schema/api.graphql');
  if (!existsSync(join(root, 'web/codegen.ts')) || !existsSync(schema)) return;
  const print = fingerprint(['schema/api.graphql', ...filesBelow('web')].map(file => [file, readFileSync(join(root, file))]));
  if (existsSync(join(root, 'web/src/gql')) && isStamped('generated', print)) return;
  const codegen = join(root, 'node_modules/@graphql-codegen/cli/esm/bin.js');
  await step("generating web's types", () => runQuietly(node, [codegen, '--config', 'codegen.ts'], { cwd: join(root, 'web') }));
  stamp('generated', print);
}

/** Everything a build reads; tests are not in it. */
function sources() {
  const files = [...workspaces().flatMap(folder => filesBelow(folder)), ...filesBelow('schema'), '.swcrc', 'package-lock.json'];
  return fingerprint(files.filter(file => !/\.(test\.tsx?|md)$/.test(file)).map(file => [file, readFileSync(join(root, file))]));
}
