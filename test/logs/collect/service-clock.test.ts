/** The time by the clock of the service, as its answers say it. */
import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '#clients/http/transport.ts'
import { serviceClock } from '#pipeline/logs/collect/service-clock.ts'

const NOW = Date.parse('2026-11-15T08:00:00Z')

async function heard(
  ahead: number,
  headers: HttpResponse['headers'] = { date: new Date(NOW).toUTCString() },
) {
  const clock = serviceClock(() => new Date(NOW + ahead))
  const transport = clock.watch({
    send: async () => ({ status: 200, headers, text: '{}' }),
    close: async () => {},
  })
  await transport.send({ method: 'GET', url: new URL('https://graph.microsoft.com/'), headers: {} })
  return clock
}

describe('the clock', () => {
  it.each([3 * 86_400_000, -86_400_000, 121_000])(
    'that is %i ms ahead of the service is set right',
    async (ahead) => {
      const clock = await heard(ahead)

      expect([clock.ahead(), clock.now()]).toEqual([ahead, NOW])
    },
  )

  it.each([0, 90_000, -90_000])(
    'that differs by %i ms, as answers do that take a while, is left alone',
    async (ahead) => {
      const clock = await heard(ahead)

      expect([clock.ahead(), clock.now()]).toEqual([0, NOW + ahead])
    },
  )

  it.each([{}, { date: 'yesterday' }])('is the machine’s own after an answer with %o', async (headers) => {
    const clock = await heard(86_400_000, headers)

    expect([clock.ahead(), clock.now()]).toEqual([undefined, NOW + 86_400_000])
  })
})
