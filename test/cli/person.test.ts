/** A person at the real program: what is said where nothing can be kept, signing out, and Ctrl-C while it waits. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { browse } from '../clients/browser.ts'
import { aDataFolder, keyward, keywardBeside } from './harness.ts'

let cloud: Cloud
beforeAll(async () => {
  cloud = await startCloud({ accounts: 40, devicePerson: { pendingPolls: 99, outcome: 'approved' } })
})
afterAll(() => cloud.close())

type Environment = Readonly<Record<string, string>>

/** No test may write into the keyring of whoever runs it. */
const NO_KEYRING: Environment = { KEYWARD_KEYRING: 'none' }

/** Starts the program as a person, and waits for what it shows them. */
function started(argv: readonly string[], shown: RegExp, env: Environment = NO_KEYRING) {
  const data = aDataFolder()
  const { child, ended } = keywardBeside([...argv, '--endpoint', cloud.origin, '--data', data], {
    KEYWARD_TENANT_ID: cloud.tenantId,
    KEYWARD_CLIENT_ID: cloud.clientId,
    ...env,
  })
  let told = ''
  const shownThen = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      told += text.toString()
      const found = shown.exec(told)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error(`it ended without showing anything: ${told}`)))
  })
  return { child, ended, told: shownThen, data }
}

const ADDRESS = /(http\S+)\n/

describe('where nothing can be kept', () => {
  const NOT_KEPT =
    /^Your sign-in is not kept, because no keyring can be used here \((.+)\): the next run asks you again\.$/m

  it.each(['connect', 'collect'])('%s says so in one line and goes on', async (command) => {
    const { told, ended, data } = started([command, '--sign-in', 'browser'], ADDRESS)
    await browse(await told)

    const { code, stderr } = await ended

    expect(code).toBe(0)
    expect(NOT_KEPT.exec(stderr)?.[1]).toBe('KEYWARD_KEYRING is none')
    expect(stderr.match(/not kept/g)).toHaveLength(1)
    expect(readdirSync(join(data, 'sign-ins'))).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')(
    'a machine without a secret service is one (skipped where the platform has another keyring)',
    async () => {
      const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
      const { told, ended } = started(['connect', '--sign-in', 'browser'], ADDRESS, env)
      await browse(await told)

      const { code, stderr } = await ended

      expect(code).toBe(0)
      expect(stderr).toMatch(NOT_KEPT)
    },
  )

  it('an installation without the optional package is one', async () => {
    const hook = join(aDataFolder(), '..', 'without-keyring.mjs')
    mkdirSync(join(hook, '..'), { recursive: true })
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module'
      registerHooks({ resolve(name, context, next) {
        if (name === '@napi-rs/keyring') throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
        return next(name, context)
      } })`,
    )
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` }
    const { told, ended } = started(['connect', '--sign-in', 'browser'], ADDRESS, env)
    await browse(await told)

    const { code, stderr } = await ended

    expect(code).toBe(0)
    expect(NOT_KEPT.exec(stderr)?.[1]).toBe('Cannot find package')
  })
})

describe('--sign-out', () => {
  const who = { KEYWARD_TENANT_ID: 'contoso.example', KEYWARD_CLIENT_ID: 'c', ...NO_KEYRING }

  it('without a kept sign-in says that there was none', () => {
    const { code, stdout } = keyward(['connect', '--sign-out', '--data', aDataFolder()], who)

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No sign-in was kept.\n' })
  })

  it('asks for the tenant and the application, like a sign-in', () => {
    const { code, stderr } = keyward(['connect', '--sign-out', '--data', aDataFolder()], NO_KEYRING)

    expect(code).toBe(2)
    expect(stderr).toContain('[credentials-missing]')
  })
})

/** Whether somebody listens where the browser would go back to. */
async function isListening(address: string): Promise<boolean> {
  const { port } = new URL(new URL(address).searchParams.get('redirect_uri') ?? '')
  const socket = connect(Number(port), '127.0.0.1')
  const answer = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  socket.destroy()
  return answer
}

describe('Ctrl-C', () => {
  const AT_ONCE_MS = 1_500

  it.each(['connect', 'collect'])('while %s waits for the browser ends it at once', async (command) => {
    const { child, told, ended, data } = started([command, '--sign-in', 'browser'], ADDRESS)
    const address = await told
    expect(await isListening(address)).toBe(true)
    const from = performance.now()

    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(performance.now() - from).toBeLessThan(AT_ONCE_MS)
    expect(stderr).toMatch(/^Stopped\./m)
    expect(stderr).not.toMatch(/access_denied|sign-in-refused|at .*\.ts/)
    expect(await isListening(address)).toBe(false)
    expect(
      readdirSync(join(data, '..'), { recursive: true }).filter((name) => String(name).endsWith('lock')),
    ).toEqual([])
  })

  it.each(['connect', 'collect'])('while %s waits for a code ends it at once', async (command) => {
    const { child, told, ended } = started([command, '--sign-in', 'device-code'], /enter the code (\S+)/)
    await told
    // In the middle of the wait between two looks, which is five seconds long.
    await wait(300)
    const asked = cloud.requests.length
    const from = performance.now()

    child.kill('SIGINT')
    const { code, stdout } = await ended

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(performance.now() - from).toBeLessThan(AT_ONCE_MS)
    expect(cloud.requests).toHaveLength(asked)
  })
})
