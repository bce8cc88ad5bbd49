import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bindRule } from '#sigma/bind.ts'
import { parseRules, type RuleFile } from '#sigma/parse.ts'
import { hasShared, needing, sharedFile } from '../shared-data.ts'
import { shippedMap } from './rules.ts'

const filesOf = (folder: string): RuleFile[] =>
  globSync('**/*.yml', { cwd: sharedFile(folder) })
    .toSorted()
    .map((name) => ({ name, licence: 'DRL-1.1', text: readFileSync(join(sharedFile(folder), name), 'utf8') }))

describe.skipIf(!hasShared('sigma/sigmahq'))(`${needing('sigma/sigmahq', 'rules of the community')}`, () => {
  const { rules, rejected } = parseRules(filesOf('sigma/sigmahq'))
  const bindings = rules.map((rule) => bindRule(rule, shippedMap))

  test('are all read', () => {
    expect(rejected.map(({ error }) => error.message)).toEqual([])
    expect(rules).toHaveLength(152)
  })

  test('keep their author and licence', () => {
    expect(rules.filter(({ head }) => head.author === null || head.licence !== 'DRL-1.1')).toEqual([])
  })

  test('are off while their placeholders are not set, and all of them are bound', () => {
    const off = bindings.filter(({ status }) => status === 'off').map(({ rule }) => rule.head.title)

    expect(off).toHaveLength(7)
    expect(off).toContain('Failed Authentications From Countries You Do Not Operate Out Of')
    expect(bindings.filter(({ status }) => status === 'unbound')).toEqual([])
  })

  test('ask for no field that the map does not know, but for these', () => {
    const unknown = bindings.flatMap((binding) =>
      binding.status === 'bound'
        ? binding.bound.parts.flatMap(({ fields }) =>
            fields.filter(({ known }) => !known).map(({ field }) => field),
          )
        : [],
    )

    expect(new Set(unknown)).toEqual(new Set(['Directionality', 'DeliveryAction']))
  })
})

describe.skipIf(!hasShared('sigma/suzaku'))(`${needing('sigma/suzaku', "Suzaku's rules")}`, () => {
  test('are all read and bound', () => {
    const { rules, rejected } = parseRules(filesOf('sigma/suzaku'))

    expect(rejected).toEqual([])
    expect(rules).toHaveLength(42)
    expect(rules.filter((rule) => bindRule(rule, shippedMap).status !== 'bound')).toEqual([])
  })
})
