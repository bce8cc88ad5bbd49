/** Runs the real program, as a user would. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const program = fileURLToPath(new URL('../../bin/keyward.cjs', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'keyward-cli-'))
let made = 0

afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A data folder that nobody else uses. */
export function aDataFolder(): string {
  made += 1
  return join(place, String(made))
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The environment of this test, without what could change the program's mind. */
function environment(extra: Readonly<Record<string, string>>) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KEYWARD_|NO_COLOR|FORCE_COLOR)/.test(name))
  return { ...Object.fromEntries(kept), ...extra }
}

/** `keyward …` to its end. */
export function keyward(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const options = {
    encoding: 'utf8' as const,
    env: environment(env),
    cwd: place,
    maxBuffer: 256 * 1024 * 1024,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], options)
  return { code: status, stdout, stderr }
}

/** `keyward …` beside a service that runs in this process. */
export function keywardBeside(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [program, ...argv], { env: environment(env), cwd: place })
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', (text: Buffer) => (out.stdout += text))
  child.stderr.on('data', (text: Buffer) => (out.stderr += text))
  const ended = new Promise<Ran>((resolve) => child.once('close', (code) => resolve({ code, ...out })))
  return { child, ended }
}
