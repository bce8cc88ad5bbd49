import { describe, expect, it } from 'vitest'
import { groupPaths } from '#access/exclusions/group-paths.ts'
import { aGroup } from '../builders/index.ts'

const group = (id: string) => ({ id, '@odata.type': '#microsoft.graph.group' })
const user = (id: string) => ({ id, '@odata.type': '#microsoft.graph.user' })

describe('the way from a group to an account in it', () => {
  it('is empty for a direct member', () => {
    const pathOf = groupPaths([aGroup('outer', ['ada'])])

    expect(pathOf('OUTER', 'Ada')).toEqual({ through: [], perhapsThrough: [] })
  })

  it('names the groups between, by the shortest way, and survives circles', () => {
    const pathOf = groupPaths([
      aGroup('outer', [], { members: [group('long'), group('short'), group('outer')] }),
      aGroup('long', [], { members: [group('longer')] }),
      aGroup('longer', ['ada']),
      aGroup('short', [], { members: [user('ada'), group('outer')] }),
    ])

    expect(pathOf('outer', 'ada').through).toEqual(['short'])
    expect(pathOf('outer', 'nobody')).toEqual({ through: [], perhapsThrough: [] })
  })

  it('says between which it cannot tell where nested members were read at once', () => {
    const pathOf = groupPaths([
      aGroup('outer', [], { transitive: true, members: [group('inner'), user('ada')] }),
    ])

    expect(pathOf('outer', 'ada')).toEqual({ through: [], perhapsThrough: ['inner'] })
  })
})
