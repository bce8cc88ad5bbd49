import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fairTurns, sharedTransport } from '#clients/http/fair.ts'
import type { Transport } from '#clients/http/transport.ts'

/** Takes turns for these tenants, gives each back when the next one is wanted, and notes who was served. */
async function served(atOnce: number, wants: readonly string[]): Promise<readonly string[]> {
  const turns = fairTurns(atOnce)
  const order: string[] = []
  const held: (() => void)[] = []
  const all = wants.map(async (tenant) => {
    const giveBack = await turns.take(tenant)
    order.push(tenant)
    held.push(giveBack)
  })
  while (order.length < wants.length) {
    await new Promise(setImmediate)
    held.shift()?.()
  }
  await Promise.all(all)
  return order
}

const many = (tenant: string, count: number) => Array.from({ length: count }, () => tenant)

describe('turns of several tenants', () => {
  it('let a small tenant pass a large one that came first', async () => {
    const order = await served(2, [...many('large', 100), ...many('small', 3)])

    expect(order.slice(0, 2)).toEqual(['large', 'large'])
    expect(order.slice(2, 8)).toEqual(['large', 'small', 'large', 'small', 'large', 'small'])
  })

  it('serve everybody, and nobody twice while another waits for the first time (property)', async () => {
    const wants = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), wants, async (atOnce, wanted) => {
        const order = await served(atOnce, wanted)

        expect([...order].sort()).toEqual([...wanted].sort())
        // All came at once, so behind the first ones each round serves every tenant that still waits.
        const waiting = Map.groupBy(wanted.slice(atOnce), (tenant) => tenant)
        const rest = order.slice(atOnce)
        const rounds = Math.max(0, ...[...waiting.values()].map(({ length }) => length))
        const expected = Array.from({ length: rounds }, (_, round) =>
          [...waiting].filter(([, { length }]) => length > round).map(([tenant]) => tenant),
        )
        let at = 0
        for (const round of expected) {
          expect(rest.slice(at, at + round.length).sort()).toEqual([...round].sort())
          at += round.length
        }
      }),
      { numRuns: 50 },
    )
  })

  it('are given back once, however often somebody says so', async () => {
    const turns = fairTurns(1)
    const giveBack = await turns.take('a')
    giveBack()
    giveBack()

    await turns.take('b')
    let isServed = false
    void turns.take('c').then(() => {
      isServed = true
    })
    await new Promise(setImmediate)

    expect(isServed).toBe(false)
  })

  it('are not kept for one that gave up waiting', async () => {
    const turns = fairTurns(1)
    const giveBack = await turns.take('a')
    const gone = new AbortController()
    const waiting = turns.take('b', gone.signal)
    const next = turns.take('c')
    gone.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')

    giveBack()

    await expect(next).resolves.toBeTypeOf('function')
  })

  it('come back from a request that failed', async () => {
    const turns = fairTurns(1)
    const failing: Transport = {
      send: async () => {
        throw new Error('gone')
      },
      close: async () => {},
    }
    const request = { method: 'GET', url: new URL('https://graph.microsoft.com/'), headers: {} } as const
    const transport = sharedTransport(failing, turns, 'a')
    await expect(transport.send(request)).rejects.toThrow('gone')

    await expect(transport.send(request)).rejects.toThrow('gone')
  })
})
