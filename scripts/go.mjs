/**
 * `npm run demo` and `npm test` on a machine that has only Node 20 or later and npm: installs what the lockfile says
 * when it is not installed yet, then runs the task under the Node that came with it. Depends on nothing.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const LEAST_NODE = 24

const TASKS = {
  demo: [['bin/keyward.cjs', 'demo']],
  check: [['tools/check.ts']],
  test: [['tools/check.ts'], ['node_modules/vitest/vitest.mjs', 'run']],
  'test:watch': [['node_modules/vitest/vitest.mjs']],
  bench: [['bench/main.ts']],
  generate: [['tools/generate.ts']],
  new: [['tools/new.ts']],
  ruler: [['tools/ruler.ts']],
  fix: [['tools/fix.ts']],
  golden: [['tools/golden.ts']],
}

const [task = '', ...rest] = process.argv.slice(2)
const steps = TASKS[task]
if (!steps) {
  console.error(`No task ${task}. Tasks: ${Object.keys(TASKS).join(', ')}`)
  process.exit(2)
}

install()
const node = newEnoughNode()
const env = { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) }
steps.forEach((step, index) => {
  const isLast = index === steps.length - 1
  const [program, ...fixed] = step
  const { status } = spawnSync(node, [join(root, program), ...fixed, ...(isLast ? rest : [])], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
})

/** `npm ci`, once per lockfile. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(modules, '.keyward-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installing what the lockfile says (once) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed; its message is above.')
    process.exit(2)
  }
  writeFileSync(stamp, lock)
}

/** The Node that npm brought, or this one when it is new enough. */
function newEnoughNode() {
  const os = process.platform === 'win32' ? 'win' : process.platform
  const brought = join(
    modules,
    `node-${os}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(brought)) return brought
  if (Number(process.versions.node.split('.')[0]) >= LEAST_NODE) return process.execPath
  console.error(`Node ${LEAST_NODE} or later is needed here; this is ${process.versions.node}.`)
  process.exit(2)
}
