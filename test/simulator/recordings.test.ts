import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aClient, type Body } from './client.ts'

interface Exchange {
  readonly request: { readonly url: string }
  readonly response: {
    readonly status: number
    readonly headers: Record<string, string>
    readonly body: Body
  }
}

const file = 'data/wire/graph-and-arm.ndjson'
const isThere = hasSharedFile(file)
if (!isThere)
  console.warn(`recordings.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)

const exchanges = isThere
  ? readFileSync(sharedFile(file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Exchange)
  : []

function recorded(path: string, status = 200): Exchange['response'] {
  const found = exchanges.find(
    ({ request, response }) => request.url.endsWith(path) && response.status === status,
  )
  if (!found) throw new Error(`no recording of ${path} with ${status}`)
  return found.response
}

const withoutAnnotations = (row: object): string[] => Object.keys(row).filter((name) => !name.includes('@'))

describe.skipIf(!isThere)('answers against recorded ones', () => {
  it.each(['/v1.0/organization', '/v1.0/groups'])(
    'a row of %s has the recorded fields in the recorded order',
    async (path) => {
      const client = await aClient()

      const { body } = await client.get(path)

      expect(Object.keys(body.value[0] ?? {})).toEqual(withoutAnnotations(recorded(path).body.value[0] ?? {}))
    },
  )

  it('security defaults have the recorded fields', async () => {
    const client = await aClient()
    const path = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy'

    const { body } = await client.get(path)

    expect(withoutAnnotations(body)).toEqual(withoutAnnotations(recorded(path).body))
  })

  it('a Conditional Access policy has the recorded fields', async () => {
    const client = await aClient()
    const path = '/v1.0/identity/conditionalAccess/policies'

    const { body } = await client.get(path)

    const expected = recorded(path).body.value[0] ?? {}
    expect(withoutAnnotations(body.value[0] ?? {}).sort()).toEqual(withoutAnnotations(expected).sort())
  })

  it('a denial has the recorded body and headers', async () => {
    const client = await aClient({ grantedPermissions: [] })

    const { status, headers, body } = await client.get('/v1.0/organization')

    const expected = recorded('/v1.0/organization', 403)
    expect(status).toBe(403)
    expect(body.error.code).toBe(expected.body.error.code)
    expect(body.error.message).toBe(expected.body.error.message)
    expect(Object.keys(body.error.innerError)).toEqual(Object.keys(expected.body.error.innerError))
    for (const name of Object.keys(expected.headers)) expect(headers.has(name), name).toBe(true)
    expect(headers.get('content-type')).toBe(expected.headers['content-type'])
  })

  it('a missing licence has the recorded code and message', async () => {
    const client = await aClient({ licences: [] })
    const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails'

    const { body } = await client.get(path)

    const { code, message } = recorded(path, 403).body.error
    expect(body.error).toMatchObject({ code, message })
  })

  it('data has the recorded content type', async () => {
    const client = await aClient()

    const { headers } = await client.get('/v1.0/organization')

    expect(headers.get('content-type')).toBe(recorded('/v1.0/organization').headers['content-type'])
  })
})
