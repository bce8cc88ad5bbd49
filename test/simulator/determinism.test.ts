import { describe, expect, it } from 'vitest'
import { readsBeyondTheSmallest } from '../../simulator/cloud.ts'
import { aClient, type Client, samplePaths } from './client.ts'

async function everything(client: Client): Promise<string> {
  const texts: string[] = []
  for (const [template, path] of Object.entries(samplePaths(client.cloud.estate))) {
    if (readsBeyondTheSmallest.includes(template)) continue
    for (const { text } of await client.pages(path)) texts.push(text)
  }
  return texts.join('\n')
}

describe('the same seed', () => {
  it('gives the same bytes on every page of every read', async () => {
    const [first, second] = await Promise.all([aClient({ pageSizeCap: 37 }), aClient({ pageSizeCap: 37 })])

    const texts = [await everything(first), await everything(second)]

    expect(texts[0]).toBe(texts[1])
  })

  it('gives the same accounts whatever the size of the pages', async () => {
    const small = await aClient({ pageSizeCap: 7 })
    const large = await aClient()

    const rows = [await small.rows('/v1.0/users'), await large.rows('/v1.0/users?$top=999')]

    expect(rows[0]).toEqual(rows[1])
  })

  it('keeps the named accounts when the crowd grows', async () => {
    const few = await aClient({ accounts: 60 })
    const many = await aClient({ accounts: 5000 })

    const situations = [few, many].map(({ cloud }) => cloud.estate.situations)

    expect(situations[0]).toEqual(situations[1])
    expect(many.cloud.estate.accounts.length).toBe(5000)
  })
})

describe('another seed', () => {
  it('gives other ids', async () => {
    const [one, two] = await Promise.all([aClient({ seed: 1 }), aClient({ seed: 2 })])

    expect(one.cloud.tenantId).not.toBe(two.cloud.tenantId)
    expect(one.cloud.estate.situations['sharedAdmin']).not.toBe(two.cloud.estate.situations['sharedAdmin'])
  })
})

describe('the client secret', () => {
  it('is drawn anew at every start', async () => {
    const [one, two] = await Promise.all([aClient(), aClient()])

    expect(one.cloud.clientSecret).not.toBe(two.cloud.clientSecret)
    expect(one.cloud.clientSecret.length).toBeGreaterThan(20)
  })
})
