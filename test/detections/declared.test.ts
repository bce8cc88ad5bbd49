import { expect, it } from 'vitest'
import { placeholdersOf } from '#pipeline/logs/declared-placeholders.ts'
import { hunt } from '#pipeline/logs/hunt.ts'
import { signIn } from '../logs/samples.ts'
import { withLogs } from '../logs/store-of.ts'

const TITLE = 'A break-glass account signed in'
const records = [{ ...signIn, userPrincipalName: 'bg1@fabrikam.example' }]

it('a rule that waits for declared accounts is off until they are declared, and then runs', async () => {
  await withLogs(records, async (tenant) => {
    const look = async () => {
      const { rules } = await hunt(tenant, { placeholders: await placeholdersOf(tenant) })
      return rules.find(({ title }) => title === TITLE)
    }
    expect(await look()).toMatchObject({ status: 'off', because: expect.stringContaining('break_glass') })
    await tenant.decisions.declare({
      kind: 'break-glass',
      subject: 'BG1@fabrikam.example',
      author: 'jo',
      reason: 'emergency',
      at: '2026-10-01T00:00:00Z',
    })
    expect(await look()).toMatchObject({ status: 'ran', hits: [{ eventId: signIn.id }] })
  })
})
