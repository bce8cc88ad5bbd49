/** First and last sight over a chain of snapshots: removed, returned, unread, and what only logs show. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withObservation } from '#access/partners/history.ts'
import { seenFrom, sightOfAll } from '#access/partners/seen.ts'
import { type Coverage, complete, denied, partial } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { noHistory, type PartnerHistory } from '#model/partner-history.ts'
import {
  aForeignApplication,
  aForeignAssignment,
  aGuestOfFabrikam,
  anAccount,
  aSignIn,
  DIRECTORY_READERS,
  FABRIKAM,
  type TenantRecords,
  theRegister,
  USER_ADMINISTRATOR,
} from '../../builders/index.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const START = Date.parse('2026-03-01T00:00:00Z')
const dayOf = (day: number): string => new Date(START + day * DAY_MS).toISOString()

interface Day {
  readonly records: TenantRecords
  readonly coverage?: Readonly<Partial<Record<DatasetName, Coverage>>>
}

/** The history of days that follow each other. */
function over(days: readonly Day[]): PartnerHistory {
  return days.reduce(
    (history, { records, coverage = {} }, day) =>
      withObservation(history, {
        at: dayOf(day),
        partners: theRegister(records).partners,
        coverage: (name) => coverage[name] ?? complete,
        hasAccount: (id) => (records.users ?? []).some((account) => account.id === id),
      }),
    noHistory,
  )
}

const factIn = ({ facts }: PartnerHistory, record: string) => facts.find((fact) => fact.record === record)

const reader = aForeignAssignment('agents', { id: 'reader', roleDefinitionId: DIRECTORY_READERS })
const admin = aForeignAssignment('agents', { id: 'admin', roleDefinitionId: USER_ADMINISTRATOR })
const both: Day = { records: { roleAssignments: [reader, admin] } }
const one: Day = { records: { roleAssignments: [reader] } }
const unread: Day = {
  records: { servicePrincipals: [aForeignApplication()] },
  coverage: { roleAssignments: denied('HTTP 403', ['RoleManagement.Read.Directory']) },
}
const inPart: Day = { ...one, coverage: { roleAssignments: partial('a page was lost') } }

describe('a fact on the register', () => {
  it('keeps its first and last day, and the day on which it was missed', () => {
    const history = over([both, both, one, one])

    expect(factIn(history, 'admin')).toMatchObject({
      partners: expect.arrayContaining([FABRIKAM]),
      what: 'User Administrator',
      firstSeen: dayOf(0),
      lastSeen: dayOf(1),
      goneAt: dayOf(2),
    })
    expect(factIn(history, 'reader')).toMatchObject({ firstSeen: dayOf(0), lastSeen: dayOf(3) })
    expect(factIn(history, 'reader')).not.toHaveProperty('goneAt')
  })

  it('that comes back keeps its first day, is gone no more, and says when it came back', () => {
    const fact = factIn(over([both, one, one, both, both]), 'admin')

    expect(fact).toMatchObject({ firstSeen: dayOf(0), lastSeen: dayOf(4), backAt: dayOf(3) })
    expect(fact).not.toHaveProperty('goneAt')
  })

  it.each([
    ['could not be read', unread],
    ['was read in part', inPart],
  ])('neither ends nor comes back by a day on which its dataset %s', (_, gap) => {
    const during = factIn(over([both, gap]), 'admin')
    const after = factIn(over([both, gap, both]), 'admin')

    expect(during).toMatchObject({ lastSeen: dayOf(0) })
    expect(during).not.toHaveProperty('goneAt')
    expect(after).toMatchObject({ firstSeen: dayOf(0), lastSeen: dayOf(2) })
    expect(after).not.toHaveProperty('backAt')
  })

  it('of a role is not gone while the members of groups, which tell whose it is, were not read', () => {
    const blind: Day = { ...one, coverage: { groupMembers: partial('one group was refused') } }

    expect(factIn(over([both, blind]), 'admin')).not.toHaveProperty('goneAt')
  })

  it('that is a guest is gone when the account is, not when what made it a partner’s is missing', () => {
    const guest = aGuestOfFabrikam('gus')
    const known: Day = {
      records: {
        users: [anAccount(), guest],
        roleAssignments: [reader],
        tenantInformation: [{ tenantId: FABRIKAM, defaultDomainName: 'fabrikam.example' }],
      },
    }
    const alone: Day = { records: { users: [anAccount(), guest] } }
    const deleted: Day = { records: { users: [anAccount()] } }

    expect(factIn(over([known, alone]), 'gus')).not.toHaveProperty('goneAt')
    expect(factIn(over([known, alone, deleted]), 'gus')).toMatchObject({
      lastSeen: dayOf(0),
      goneAt: dayOf(2),
    })
  })

  it('of a log has the times of the log, and does not go when the log forgets it', () => {
    const signedIn = (day: number): Day => ({
      records: { signIns: [aSignIn({ createdDateTime: dayOf(day) })] },
    })
    const history = over([signedIn(-3), signedIn(1), { records: {} }])

    expect(history.facts).toMatchObject([{ channel: 'signIn', firstSeen: dayOf(-3), lastSeen: dayOf(1) }])
    expect(history.facts[0]).not.toHaveProperty('goneAt')
  })
})

type Kind = 'there' | 'away' | 'unread'

/** Told from the chain as a whole, not day by day. */
function expected(chain: readonly Kind[]) {
  const there = chain.flatMap((kind, day) => (kind === 'there' ? [day] : []))
  const [first] = there
  const last = there.at(-1)
  if (first === undefined || last === undefined) return undefined
  const goneAfter = chain.findIndex((kind, day) => kind === 'away' && day > last)
  const back = there.findLast((day, index) => {
    const before = there[index - 1]
    return before !== undefined && chain.slice(before + 1, day).includes('away')
  })
  return {
    firstSeen: dayOf(first),
    lastSeen: dayOf(last),
    goneAt: goneAfter === -1 ? undefined : dayOf(goneAfter),
    backAt: back === undefined ? undefined : dayOf(back),
  }
}

describe('any chain of days', () => {
  it('gives each fact what the whole chain says of it, whatever else comes and goes (property)', () => {
    const kind = fc.constantFrom<Kind>('there', 'away', 'unread')
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, kind), { minLength: 1, maxLength: 12 }), (chain) => {
        const days = chain.map(([role, application]): Day => {
          const coverage: Partial<Record<DatasetName, Coverage>> = {}
          if (role === 'unread') coverage.roleAssignments = denied('HTTP 403', [])
          if (application === 'unread') coverage.servicePrincipals = denied('HTTP 403', [])
          return {
            records: {
              roleAssignments: role === 'there' ? [admin] : [],
              servicePrincipals: application === 'there' ? [aForeignApplication()] : [],
            },
            coverage,
          }
        })
        const history = over(days)

        for (const [index, record] of ['admin', 'fabrikam-sync'].entries()) {
          const wanted = expected(chain.map((both) => both[index] as Kind))
          const { firstSeen, lastSeen, goneAt, backAt } = factIn(history, record) ?? {}
          expect(wanted && { firstSeen, lastSeen, goneAt, backAt }, record).toEqual(wanted)
        }
      }),
    )
  })
})

describe('the page of a partner', () => {
  const history = over([both, both, one])
  const { partners } = theRegister(one.records)
  const look = (day: number) => seenFrom(history, { partners, at: dayOf(2), now: new Date(dayOf(day)) })
  const [fabrikam] = partners

  it('says for 90 days what went', () => {
    if (fabrikam === undefined) throw new Error('Fabrikam is not on the register')

    expect(look(2).goneOf(fabrikam)).toMatchObject([{ record: 'admin', lastSeen: dayOf(1) }])
    expect(look(92).goneOf(fabrikam)).toHaveLength(1)
    expect(look(93).goneOf(fabrikam)).toEqual([])
  })

  it('of an older snapshot knows nothing of what came later', () => {
    const then = theRegister(both.records).partners
    const { goneOf, gone, factsOf } = seenFrom(history, {
      partners: then,
      at: dayOf(0),
      now: new Date(dayOf(2)),
    })
    const [partner] = then
    const [channel] = partner?.channels ?? []
    if (partner === undefined || channel === undefined) throw new Error('Fabrikam is not on the register')

    expect([...goneOf(partner), ...gone]).toEqual([])
    expect(sightOfAll(factsOf(channel, partner))).toEqual({ firstSeen: dayOf(0), lastSeen: dayOf(0) })
  })

  it('is there no more when all of it went, and then the register says who left', () => {
    const { gone } = seenFrom(over([one, { records: {} }]), {
      partners: [],
      at: dayOf(1),
      now: new Date(dayOf(1)),
    })

    expect(gone).toMatchObject([{ record: 'reader', partner: expect.stringContaining(FABRIKAM) }])
  })
})
