/** `npm run golden`: rewrites the golden reports from what the code prints now. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = join(root, 'node_modules/vitest/vitest.mjs')

const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/reports'], {
  cwd: root,
  env: { ...process.env, KEYWARD_GOLDEN: 'write' },
  stdio: 'inherit',
})
console.error('\nNow read the difference: git diff test/golden. A golden nobody read proves nothing.')
process.exitCode = status ?? 1
