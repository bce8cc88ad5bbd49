import { describe, expect, it } from 'vitest'
import { groupIndex } from '#access/groups.ts'
import { aForeignGroup, aGroup } from '../builders/index.ts'

const nested = (id: string) => ({ members: [{ id, '@odata.type': '#microsoft.graph.group' }] })
const service = { members: [{ id: 'app', '@odata.type': '#microsoft.graph.servicePrincipal' }] }

describe('groupIndex', () => {
  it.each([
    ['a group without a row', [], false, []],
    ['one page, the last', [aGroup('g', ['ada'])], true, ['ada']],
    [
      'all pages in any order',
      [aGroup('g', ['bob'], { part: 1 }), aGroup('g', ['ada'], { last: false })],
      true,
      ['ada', 'bob'],
    ],
    ['no last page', [aGroup('g', ['ada'], { last: false })], false, ['ada']],
    ['a page lost in between', [aGroup('g', ['ada'], { part: 1 })], false, ['ada']],
    ['a nested group with a row', [aGroup('g', [], nested('h')), aGroup('h', ['ada'])], true, ['ada']],
    ['a nested group without a row', [aGroup('g', [], nested('h'))], false, []],
    [
      'a nested group in a list read with nested members',
      [aGroup('g', [], { ...nested('h'), transitive: true })],
      true,
      [],
    ],
    ['a circle of groups', [aGroup('g', [], nested('h')), aGroup('h', [], nested('g'))], true, []],
    ['another spelling of the id', [aGroup('G', ['ADA'])], true, ['ada']],
  ])('%s', (_, rows, complete, ids) => {
    const members = groupIndex(rows).membersOf('g')

    expect(members.complete).toBe(complete)
    expect([...members.ids].sort()).toEqual(ids)
  })

  it('tells a group that is not found from an empty one', () => {
    expect(groupIndex([aForeignGroup('g')]).membersOf('g')).toMatchObject({ notFound: true })
    expect(groupIndex([aGroup('g', [])]).membersOf('g')).toMatchObject({ notFound: false, complete: true })
  })

  it('keeps service principals apart from people', () => {
    const members = groupIndex([aGroup('g', [], service)]).membersOf('g')

    expect([...members.services]).toEqual(['app'])
    expect(members.ids.size).toBe(0)
  })
})
