/** One sign-in of a person: it opens every service that was consented to, and it ends when they have had enough. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { cloudNames } from '#clients/clouds.ts'
import { systemClock } from '#clients/http/clock.ts'
import { aCloud } from '../collect/harness.ts'
import { aRun, claimsIn } from './people.ts'

const aud = ({ value }: { readonly value: string }) => claimsIn(value)['aud']

describe('a person who signed in for Graph', () => {
  it.each(cloudNames)('has a token for Azure too, without being asked again: %s', async (name) => {
    const cloud = await aCloud()
    const { at, forGraph, signIn, shown, forms } = aRun(cloud, { name })

    const graph = await forGraph.token()
    const azure = await signIn.tokens(at.armScope).token()

    expect(`${String(aud(graph))}/.default`).toBe(at.graphScope)
    expect(`${String(aud(azure))}/.default`).toBe(at.armScope)
    expect(claimsIn(azure.value)).toMatchObject({ idtyp: 'user', scp: 'user_impersonation' })
    expect(shown).toHaveBeenCalledOnce()
    expect(forms().map((form) => form.get('grant_type'))).toEqual(['authorization_code', 'refresh_token'])
  })

  it('by a code has one as well', async () => {
    const { at, forGraph, signIn, shown } = aRun(await aCloud(), { way: 'deviceCode' })

    await forGraph.token()
    const azure = await signIn.tokens(at.armScope).token()

    expect(aud(azure)).toBe('https://management.azure.com')
    expect(shown).toHaveBeenCalledOnce()
  })

  it('is asked once when both services ask at the same time', async () => {
    const { at, forGraph, signIn, shown } = aRun(await aCloud())

    const tokens = await Promise.all([forGraph.token(), signIn.tokens(at.armScope).token()])

    expect(new Set(tokens.map(aud)).size).toBe(2)
    expect(shown).toHaveBeenCalledOnce()
  })

  it('is not asked for a consent that an administrator has to give, and Graph goes on', async () => {
    const { at, forGraph, signIn, shown } = aRun(await aCloud({ azureDelegated: false }))
    const first = await forGraph.token()

    const refused = signIn.tokens(at.armScope).token()
    await expect(refused).rejects.toMatchObject({
      code: 'sign-in-refused',
      message: expect.stringContaining('AADSTS65001') as string,
      mend: expect.stringContaining('An administrator has to consent') as string,
    })
    forGraph.forget(first.value)
    const second = await forGraph.token()

    expect(aud(second)).toBe('https://graph.microsoft.com')
    expect(shown).toHaveBeenCalledOnce()
  })

  it('keeps the token of each service apart', async () => {
    const { at, forGraph, signIn } = aRun(await aCloud())
    const forAzure = signIn.tokens(at.armScope)
    const [graph, azure] = [await forGraph.token(), await forAzure.token()]

    forAzure.forget(azure.value)
    const renewed = await forAzure.token()

    expect(aud(renewed)).toBe(aud(azure))
    expect(renewed.value).not.toBe(azure.value)
    expect((await forGraph.token()).value).toBe(graph.value)
  })
})

/** Whether anybody listens where the browser was to go back to. */
async function isListening(address: string): Promise<boolean> {
  const { port } = new URL(new URL(address).searchParams.get('redirect_uri') ?? '')
  const socket = connect(Number(port), '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((answer) => {
    socket.destroy()
    return answer === true
  })
}

async function soon(check: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await check()) return true
    await systemClock.sleep(20)
  }
  return false
}

describe('a person who has had enough', () => {
  const enough = new Error('enough')

  it('of the browser leaves nobody listening', async () => {
    const stop = new AbortController()
    let address = ''
    const show = (shown: string) => {
      address = shown
    }
    const { forGraph } = aRun(await aCloud(), { signal: stop.signal, show })
    const asked = forGraph.token()
    asked.catch(() => undefined)
    expect(await soon(async () => address !== '' && isListening(address))).toBe(true)

    stop.abort(enough)

    await expect(asked).rejects.toBe(enough)
    expect(await soon(async () => !(await isListening(address)))).toBe(true)
  })

  it('before the browser is open is shown nothing', async () => {
    const stop = new AbortController()
    const { forGraph, shown } = aRun(await aCloud(), { signal: stop.signal })
    const asked = forGraph.token()

    stop.abort(enough)

    await expect(asked).rejects.toBe(enough)
    await systemClock.sleep(300)
    expect(shown).not.toHaveBeenCalled()
  })

  it('of waiting for a code ends the wait at once', async () => {
    const stop = new AbortController()
    const cloud = await aCloud({ devicePerson: { pendingPolls: 99, outcome: 'approved' } })
    const { forGraph, forms } = aRun(cloud, { way: 'deviceCode', signal: stop.signal, clock: systemClock })
    const asked = forGraph.token()
    asked.catch(() => undefined)
    expect(await soon(async () => forms().length === 2)).toBe(true)
    const from = performance.now()

    stop.abort(enough)

    await expect(asked).rejects.toBe(enough)
    expect(performance.now() - from).toBeLessThan(1_000)
    await systemClock.sleep(100)
    expect(forms()).toHaveLength(2)
  })

  it('of one service is asked for no other', async () => {
    const stop = new AbortController()
    const { at, forGraph, signIn, shown } = aRun(await aCloud(), { signal: stop.signal, show: () => {} })
    const both = [forGraph.token(), signIn.tokens(at.armScope).token()]
    const ended = Promise.allSettled(both)
    expect(await soon(async () => shown.mock.calls.length === 1)).toBe(true)

    stop.abort(enough)

    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await systemClock.sleep(300)
    expect(shown).toHaveBeenCalledOnce()
  })
})

describe('the wait for a code', () => {
  it('is as long as the service says, and longer when it asks to slow down', async () => {
    const slept: number[] = []
    const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) }
    const cloud = await aCloud({ devicePerson: { pendingPolls: 3, outcome: 'approved' } })
    let polls = 0
    const answer = (text: string) => {
      if (text.includes('authorization_pending')) polls += 1
      return polls === 2 ? text.replace('authorization_pending', 'slow_down') : text
    }

    await aRun(cloud, { way: 'deviceCode', clock, answer }).forGraph.token()

    expect(slept).toEqual([5_000, 10_000, 10_000])
  })
})
