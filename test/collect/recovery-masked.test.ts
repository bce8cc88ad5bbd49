/** Phones and addresses that bring an administrator back are in the sealed snapshot, and in nothing that people read. */
import { expect, it } from 'vitest'
import { allControls } from '#controls/controls.generated.ts'
import { assess } from '#pipeline/assess.ts'
import { decide } from '#pipeline/decide.ts'
import { allReports } from '#reports/reports.generated.ts'
import { aCloud, aPlace, collectFrom, NOW, tenantOf } from './harness.ts'

const SECRETS = ['7700900456', '7700 900456', 'rowan.private', 'vault-desk']
const ID = 'admins/recovery-data-is-verified'

it('shows them by two digits or one letter, keeps what was verified as a fingerprint, and asks again after a change', async () => {
  const cloud = await aCloud({
    estate: 'small',
    edit: (estate) => {
      const { accounts, situations } = estate
      estate.organization = { ...estate.organization, countryLetterCode: 'GB' }
      const owner = accounts.named.find(({ user }) => user.id === situations['owner'])
      Object.assign(owner?.user ?? {}, { otherMails: ['rowan.private@gmail.com'] })
    },
  })
  const place = await aPlace()
  const { snapshot } = await collectFrom(cloud, place)
  const store = await tenantOf(cloud, place)
  const judge = async () => {
    const decisions = await store.decisions.view()
    return assess({ store, snapshot, controls: allControls, decisions, now: NOW, remember: true })
  }
  const assessment = await judge()
  const findings = assessment.controls.find(({ id }) => id === ID)?.findings ?? []
  const words = findings.map(({ summary }) => summary).join('\n')

  // What is not there cannot be masked.
  expect(JSON.stringify(await snapshot.records('authenticationMethods'))).toContain('7700900456')
  expect(JSON.stringify(await snapshot.records('administratorProfiles'))).toContain('rowan.private')
  expect(words).toMatch(/mobile phone …56/)
  expect(words).toMatch(/other mail r…@gmail\.com is a private mailbox/)

  for (const { id } of findings)
    await decide(store, {
      kind: 'attest',
      about: id,
      author: 'rowan',
      reason: 'asked by phone',
      now: NOW,
      until: new Date(NOW.getTime() + 90 * 24 * 60 * 60 * 1000),
    })
  const kept = await store.decisions.view()
  const after = await judge()
  const shown = [
    ...allReports.map((report) => report.render(assessment, { colour: false, width: 80 })),
    JSON.stringify([assessment, after, kept.attestations]),
  ]

  expect(kept.attestations.flatMap(({ items }) => items.map(({ what }) => what)).sort()).toEqual([
    'mobile phone …56',
    'other mail r…@gmail.com',
  ])
  for (const text of shown) for (const secret of SECRETS) expect(text).not.toContain(secret)
  expect(after.controls.find(({ id }) => id === ID)?.findings).toHaveLength(1)
})
