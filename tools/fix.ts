/** `npm run fix`: mends what a machine can mend: lint, format, and the files that are generated. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (path: string) => join(root, 'node_modules', path)

// The formatter comes after the linter, because what the linter mends is not laid out yet.
const STEPS: readonly (readonly string[])[] = [
  [bin('oxlint/bin/oxlint'), '--config', join(root, '.oxlintrc.json'), '--fix'],
  [bin('@biomejs/biome/bin/biome'), 'format', '--write', root],
  [join(root, 'tools/generate.ts')],
]

const failed = STEPS.filter(
  (argv) => spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' }).status !== 0,
)
if (failed.length > 0) {
  console.error('\nThe rest is for a person; npm run check says what is left.')
  process.exitCode = 1
}
