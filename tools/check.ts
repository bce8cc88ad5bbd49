/** Everything but the tests: types, lint, format, boundaries between rooms, and that generated files are clean. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (path: string) => join(root, 'node_modules', path)

const STEPS: readonly { readonly name: string; readonly argv: readonly string[] }[] = [
  { name: 'types', argv: [bin('typescript-7/bin/tsc'), '--noEmit', '-p', root] },
  {
    name: 'lint',
    argv: [bin('oxlint/bin/oxlint'), '--config', join(root, '.oxlintrc.json'), '--deny-warnings'],
  },
  { name: 'promises', argv: [bin('@biomejs/biome/bin/biome'), 'lint', '--error-on-warnings', root] },
  { name: 'format', argv: [bin('@biomejs/biome/bin/biome'), 'format', root] },
  { name: 'boundaries', argv: [join(root, 'tools/boundaries.ts')] },
  { name: 'generated', argv: [join(root, 'tools/generate.ts'), '--check'] },
]

for (const { name, argv } of STEPS) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (status === 0) continue
  console.error(`${stdout}${stderr}`)
  process.exit(1)
}
