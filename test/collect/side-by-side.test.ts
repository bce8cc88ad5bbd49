/** Several tenants over shared connections: the small one does not wait for the large one. */
import { expect, it } from 'vitest'
import { fairTurns, sharedTransport } from '#clients/http/fair.ts'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import { aCloud, aPlace, atTheEnd, collectFrom, servicesOf, undisturbed } from './harness.ts'

/** Notes when each tenant's request begins; as slow as a service that everybody wants something of. */
function watched(transport: Transport, began: string[], tenant: string): Transport {
  return {
    send: async (request) => {
      began.push(tenant)
      await new Promise((resolve) => setTimeout(resolve, 2))
      return transport.send(request)
    },
    close: async () => {},
  }
}

it('a small tenant ends long before a large one that began first', async () => {
  const large = await aCloud({ accounts: 600, pageSizeCap: 2 })
  const small = await aCloud({ estate: 'small' })
  const network = openTransport()
  atTheEnd(() => network.close())
  const turns = fairTurns(2)
  const began: string[] = []
  const place = await aPlace()
  const through = (name: string) => ({
    transport: sharedTransport(watched(network, began, name), turns, name),
  })

  const first = collectFrom(large, place, { services: servicesOf(large, through('large')) })
  const second = await collectFrom(small, place, { services: servicesOf(small, through('small')) })
  const atItsEnd = began.filter((tenant) => tenant === 'large').length
  const whole = await first

  expect(atItsEnd).toBeLessThan(began.filter((tenant) => tenant === 'large').length / 2)
  expect(whole.snapshot.manifest.recordsHash).toBe((await undisturbed(large)).snapshot.manifest.recordsHash)
  expect(second.snapshot.manifest.recordsHash).toBe((await undisturbed(small)).snapshot.manifest.recordsHash)
})
