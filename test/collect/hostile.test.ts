/** What people typed and what Microsoft may add one day comes through unchanged; loops in the data do not hang us. */
import { describe, expect, it } from 'vitest'
import { allControls } from '#controls/controls.generated.ts'
import { assess } from '#pipeline/assess.ts'
import type { Cloud, CloudOptions, Estate } from '../../simulator/cloud.ts'
import { aCloud, aPlace, collectFrom, NOW, tenantOf } from './harness.ts'

async function collected(options: CloudOptions) {
  const cloud = await aCloud({ accounts: 60, ...options })
  const place = await aPlace()
  const { snapshot } = await collectFrom(cloud, place)
  return { cloud, place, snapshot }
}

const names: readonly (readonly [string, string, string?])[] = [
  ['HTML', '<script>alert("x")</script>&amp;<img src=x onerror=y>'],
  ['quotes and SQL', `Robert'); DROP TABLE users;--"\\"`],
  ['control characters', 'a\u0001b\u001bc\u007fd\r\ne\tf\u2028g\u2029h'],
  ['a NUL', 'before\u0000after'],
  ['a lone high surrogate', 'half \ud83d emoji', 'half \ufffd emoji'],
  ['a lone low surrogate', '\ude00', '\ufffd'],
  ['10,000 characters', 'ü'.repeat(10_000)],
  ['emoji and combined letters', '👩🏽‍💻 é e\u0301 ﷽ \u202egnirts'],
  ['text that looks like JSON', '{"a":[1,null]}'],
  ['text that looks like a formula', '=HYPERLINK("http://x")'],
  ['nothing', ''],
  ['the word null', 'null'],
]

describe('a display name', () => {
  it('of every hostile kind goes through collecting, sealing and reading unchanged', async () => {
    const { cloud, snapshot } = await collected({
      edit: ({ accounts }) => {
        names.forEach(([, name], index) => {
          const account = accounts.named[index]
          if (account) account.user.displayName = name
        })
      },
    })

    const users = await snapshot.records('users')

    const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]))
    const kept = names.map((_, index) => nameOf.get(cloud.estate.accounts.named[index]?.user.id))
    expect(snapshot.manifest.datasets['users']?.quarantined).toBe(0)
    expect(kept).toEqual(names.map(([, name, becomes]) => becomes ?? name))
  })

  it('deep inside a policy goes through as well', async () => {
    const hostile = names.map(([, name]) => name)
    const { snapshot } = await collected({
      edit: ({ conditionalAccessPolicies }) => {
        const [first] = conditionalAccessPolicies as Record<string, unknown>[]
        if (first) first['sessionControls'] = { hostile }
      },
    })

    const policies = await snapshot.records('conditionalAccessPolicies')

    expect(policies.map(({ sessionControls }) => sessionControls)).toContainEqual({
      hostile: names.map(([, name, becomes]) => becomes ?? name),
    })
  })
})

describe('an enum member that nobody knew', () => {
  it('is kept as it came, and no record is set aside for it', async () => {
    const { snapshot } = await collected({
      edit: (estate) => {
        const [first] = estate.conditionalAccessPolicies as Record<string, unknown>[]
        Object.assign(first?.['grantControls'] as object, { builtInControls: ['retinaScan'] })
        Object.assign(first ?? {}, { state: 'enabledOnSundays' })
        const [account] = estate.accounts.named
        if (account) Object.assign(account.user, { userType: 'Robot', creationType: 'Grown' })
      },
    })

    const policies = await snapshot.records('conditionalAccessPolicies')
    const users = await snapshot.records('users')

    expect(policies).toContainEqual(
      expect.objectContaining({
        state: 'enabledOnSundays',
        grantControls: expect.objectContaining({ builtInControls: ['retinaScan'] }) as object,
      }),
    )
    expect(users).toContainEqual(expect.objectContaining({ userType: 'Robot', creationType: 'Grown' }))
    for (const [name, { quarantined }] of Object.entries(snapshot.manifest.datasets))
      expect(quarantined, name).toBe(0)
  })
})

describe('groups that contain themselves', () => {
  const loop = [
    'aaaaaaaa-0000-4000-8000-000000000001',
    'aaaaaaaa-0000-4000-8000-000000000002',
    'aaaaaaaa-0000-4000-8000-000000000003',
  ] as const

  /** The first contains itself, the others each other; a policy names all of them. */
  function tieInLoops(estate: Estate): void {
    const into = [loop[0], loop[2], loop[1]]
    loop.forEach((id, index) => {
      const members = [{ kind: 'group' as const, id: into[index] ?? id }]
      estate.groups.push({ group: { id, displayName: `Loop ${index}`, isAssignableToRole: null }, members })
    })
    const policies = estate.conditionalAccessPolicies as { conditions: { users: Record<string, unknown> } }[]
    for (const { conditions } of policies.slice(0, 1)) conditions.users['excludeGroups'] = [...loop]
  }

  it('are read to the end and judged', async () => {
    const { cloud, place, snapshot } = await collected({ edit: tieInLoops })

    const members = await snapshot.records('groupMembers')
    const { controls } = await judge(cloud, place, snapshot)

    const inLoop = members.filter(({ groupId }) => loop.includes(String(groupId) as (typeof loop)[number]))
    expect(inLoop.map(({ groupId, last }) => [groupId, last])).toEqual(loop.map((id) => [id, true]))
    expect(controls.map(({ because = [] }) => because.join()).join()).not.toContain('a fault of Keyward')
  })

  it('do not hang an evaluation that resolves nested groups by itself', async () => {
    const { cloud, place, snapshot } = await collected({ edit: tieInLoops })
    const direct = loop.map((groupId, index) => ({
      groupId,
      part: 0,
      last: true,
      members: [{ id: [loop[0], loop[2], loop[1]][index], '@odata.type': '#microsoft.graph.group' }],
    }))
    const records: typeof snapshot.records = async (name) =>
      name === 'groupMembers' ? direct : snapshot.records(name)

    const { controls } = await judge(cloud, place, { ...snapshot, records })

    expect(controls.map(({ because = [] }) => because.join()).join()).not.toContain('a fault of Keyward')
  })
})

async function judge(
  cloud: Cloud,
  place: Awaited<ReturnType<typeof aPlace>>,
  snapshot: Parameters<typeof assess>[0]['snapshot'],
) {
  const store = await tenantOf(cloud, place)
  const decisions = await store.decisions.view()
  return assess({ store, snapshot, controls: allControls, decisions, now: NOW, remember: false })
}
