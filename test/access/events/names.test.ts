/** How logs write service providers and their people: what is one of them by its form, and what only looks so. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessType, hasAccessType } from '#model/events/access-type.ts'
import { providerActor } from '#model/events/provider-actor.ts'
import { isWatchedActivity } from '#model/events/watched-activities.ts'
import { FABRIKAM, FAY, madeUpName } from '../../builders/index.ts'

const BITS: Readonly<Record<string, number>> = {
  b2bCollaboration: 1,
  b2bDirectConnect: 2,
  microsoftSupport: 4,
  serviceProvider: 8,
  passthrough: 32,
}
const members = Object.keys(BITS) as AccessType[]

describe('how somebody came in', () => {
  it('has exactly the members that were put in, as words or as a number, in any order and case (property)', () => {
    const some = fc.shuffledSubarray(members)
    fc.assert(
      fc.property(some, fc.boolean(), fc.constantFrom(',', ', ', ' ,'), (chosen, isUpper, comma) => {
        const words = chosen.map((word) => (isUpper ? word.toUpperCase() : word)).join(comma)
        const number = chosen.reduce((sum, word) => sum + (BITS[word] ?? 0), 0)

        for (const member of members) {
          expect(hasAccessType(words, member), words).toBe(chosen.includes(member))
          expect(hasAccessType(number, member), String(number)).toBe(chosen.includes(member))
          expect(hasAccessType(String(number), member)).toBe(chosen.includes(member))
        }
      }),
    )
  })

  it.each([
    null,
    undefined,
    '',
    'none',
    'unknownFutureValue',
    'serviceProviders',
    'notserviceProvider',
    '-8',
    '8.5',
    '8e0',
    '99999999999999',
  ])('%j is no service provider', (value) => {
    expect(hasAccessType(value, 'serviceProvider')).toBe(false)
  })
})

describe('the name of an actor', () => {
  const written = `contoso.onmicrosoft.com\\tenant: ${FABRIKAM}, object: ${FAY}`

  it.each([
    ['made up from the object id', madeUpName(FAY), { objectId: FAY }],
    ['in capitals', madeUpName(FAY).toUpperCase(), { objectId: FAY }],
    ['as Exchange writes it', written, { objectId: FAY, tenantId: FABRIKAM }],
    ['in quotation marks', `"${written}"`, { objectId: FAY, tenantId: FABRIKAM }],
    [
      'with an upper-case GUID',
      written.replace(FAY, FAY.toUpperCase()),
      { objectId: FAY, tenantId: FABRIKAM },
    ],
  ])('%s is a person of a provider', (_, name, actor) => {
    expect(providerActor(name)).toEqual(actor)
  })

  it.each([
    ['a person', 'ada@contoso.example'],
    ['too few digits', 'user_4444@contoso.onmicrosoft.com'],
    ['no digits', `user_${'g'.repeat(32)}@contoso.onmicrosoft.com`],
    ['two at signs', `${madeUpName(FAY)}@evil.example`],
    ['something before it', `x${madeUpName(FAY)}`],
    ['a line break inside', `contoso.onmicrosoft.com\\tenant: ${FABRIKAM},\n object: ${FAY}`],
    ['an id that is none', `contoso.onmicrosoft.com\\tenant: ${FABRIKAM}, object: ada`],
    ['a guest', 'anna_fabrikam.example#EXT#@contoso.onmicrosoft.com'],
    ['nothing', ''],
  ])('%s is nobody of a provider', (_, name) => {
    expect(providerActor(name)).toBeUndefined()
  })

  it('reads any text without an error, and at once (property)', () => {
    const pieces = fc.constantFrom(
      'user_',
      'a'.repeat(32),
      '@',
      '\\tenant: ',
      FABRIKAM,
      ', object: ',
      '"',
      ' ',
      '\u202e',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (text) => {
          const actor = providerActor(text)

          if (actor !== undefined)
            expect(actor.objectId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
        },
      ),
    )
    const started = performance.now()
    providerActor(`user_${'a'.repeat(1_000_000)}`)
    expect(performance.now() - started).toBeLessThan(50)
  })
})

describe('an activity', () => {
  it.each([
    'Add user',
    'ADD USER ',
    'Update application – Certificates and secrets management ',
    'Add partner to company',
  ])('%s is kept whoever did it', (name) => {
    expect(isWatchedActivity(name)).toBe(true)
  })

  it.each(['Update user', '', null])('%s is not', (name) => {
    expect(isWatchedActivity(name)).toBe(false)
  })
})
