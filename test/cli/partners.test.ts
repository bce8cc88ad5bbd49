/** Partners, as a person works with them: look, copy the relationships, vouch, take back, live with. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  aForeignApplication,
  aForeignAssignment,
  aForeignGroup,
  anAccount,
  CONTOSO,
  FABRIKAM,
  USER_ADMINISTRATOR,
} from '../builders/index.ts'
import { aDataFolder, keyward } from './harness.ts'

const KEYS = {
  organization: [{ id: CONTOSO, displayName: 'Contoso' }],
  users: [anAccount()],
  roleAssignments: [aForeignAssignment('agents', { roleDefinitionId: USER_ADMINISTRATOR })],
  groupMembers: [aForeignGroup('agents')],
  tenantInformation: [{ tenantId: FABRIKAM, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.example' }],
}

function anInput(records: Readonly<Record<string, unknown>>): string {
  const folder = aDataFolder()
  mkdirSync(folder, { recursive: true })
  for (const [name, rows] of Object.entries(records))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows))
  return folder
}

/** A data folder in which the input was assessed. */
function assessed(records: Readonly<Record<string, unknown>> = KEYS) {
  const data = aDataFolder()
  const run = (...argv: string[]) => keyward([...argv, '--data', data])
  const assess = (input = records) =>
    JSON.parse(run('assess', '--input', anInput(input), '--format', 'json').stdout)
  return { run, assess, first: assess() }
}

interface Finding {
  readonly id: string
  readonly summary: string
  readonly subject: { readonly id: string }
}

function findingsOf(assessment: { controls: { id: string; findings: Finding[] }[] }, control: string) {
  return assessment.controls.find(({ id }) => id === control)?.findings ?? []
}

const ATTESTED = 'partners/every-partner-is-attested'

describe('keyward partners', () => {
  it('shows exported files, and keeps nothing of them', () => {
    const data = aDataFolder()
    const { code, stdout } = keyward([
      'partners',
      '--input',
      anInput(KEYS),
      '--format',
      'json',
      '--data',
      data,
    ])
    const report = JSON.parse(stdout)

    expect(code).toBe(0)
    expect(report.partners).toMatchObject([
      {
        id: FABRIKAM,
        name: 'Fabrikam',
        kind: 'managedServiceProvider',
        tenantIds: [FABRIKAM],
        channels: [{ kind: 'directoryRole', evidence: [{ dataset: 'roleAssignments' }] }],
        powers: [{ role: 'User Administrator', tier: 'privileged', scope: '/', standing: true }],
        activity: { known: false },
        decision: { state: 'never' },
      },
    ])
    expect(report.unknown.map(({ channel }: { channel: string }) => channel)).toContain('lighthouse')
    expect(keyward(['partners', '--data', data]).stderr).toContain('[tenant-none]')
  })

  it.each([
    [['partners', 'nobody'], 'partner-unknown'],
    [['partners', '--contain'], 'document-needs-partner'],
    [['partners', '--register', '/nowhere.csv'], 'input-not-found'],
    [['partners', '--questionnaire'], 'document-needs-partner'],
    [['partners', 'fabrikam', '--questionnaire', '--format', 'html'], 'option-invalid'],
    [['partners', '--answers', '/nowhere.csv'], 'input-not-found'],
    [['attest', 'nobody', '--reason', 'x'], 'finding-unknown'],
    [['attest', 'Fabrikam'], 'attestation-invalid'],
    [['revoke', 'Fabrikam', '--reason', 'x'], 'attestation-invalid'],
  ])('%j is refused with %s', (argv, code) => {
    const { run } = assessed()
    const ran = run(...argv)

    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(`[${code}]`)
  })

  it('makes a plan and a letter of one partner in every format', () => {
    const { run } = assessed()

    for (const document of ['--contain', '--exit', '--letter']) {
      expect(run('partners', 'fabrikam', document).stdout).toContain('Fabrikam')
      expect(run('partners', 'fabrikam', document, '--format', 'html').stdout).toMatch(/^<!doctype html>/)
      expect(JSON.parse(run('partners', 'fabrikam', document, '--format', 'json').stdout)).toBeTypeOf(
        'object',
      )
    }
  })
})

describe('an attestation', () => {
  it('covers what was looked at, lapses at a gain, says it, and can be taken back', () => {
    const { run, assess, first } = assessed()
    const [finding] = findingsOf(first, ATTESTED)
    expect(finding?.subject.id).toBe(FABRIKAM)

    expect(run('attest', 'Fabrikam', '--reason', 'contract 114').code).toBe(0)
    expect(findingsOf(assess(), ATTESTED)).toEqual([])

    const gained = findingsOf(assess({ ...KEYS, servicePrincipals: [aForeignApplication()] }), ATTESTED)
    expect(gained[0]?.id).toBe(finding?.id)
    expect(gained[0]?.summary).toContain('it gained application Fabrikam Sync')

    expect(run('revoke', 'Fabrikam', '--reason', 'contract ended').code).toBe(0)
    expect(findingsOf(assess(), ATTESTED)[0]?.summary).toContain('nobody has attested it')
  })
})

describe('an acceptance', () => {
  it('sets a finding aside until its day and keeps it in the report', () => {
    const { run, assess, first } = assessed()
    const [finding] = findingsOf(first, 'mfa/registered-on-every-account').concat(findingsOf(first, ATTESTED))
    const control = first.controls.find((one: { findings: Finding[] }) =>
      one.findings.some(({ id }) => id === finding?.id),
    ).id

    expect(run('accept', finding?.id ?? '', '--reason', 'replaced in March').code).toBe(0)

    const after = assess().controls.find(({ id }: { id: string }) => id === control)
    expect(after.findings.map(({ id }: Finding) => id)).not.toContain(finding?.id)
    expect(after.accepted).toMatchObject([{ id: finding?.id, acceptance: { reason: 'replaced in March' } }])
  })
})

describe('the register kept by hand', () => {
  const HEADER = 'name,tenantId,domain,relationship,roles,start,end,autoExtend\n'

  it('stands in for what nobody can read, whole or not at all', () => {
    const { run } = assessed()
    const file = join(aDataFolder(), '..', 'register.csv')
    writeFileSync(file, `${HEADER}Fabrikam IT,${FABRIKAM},,Reseller,,2026-01-01,,\n`)
    const before = JSON.parse(run('partners', '--format', 'json').stdout)

    expect(run('partners', '--register', file).stdout).toContain('Kept: 1 relationship')
    const after = JSON.parse(run('partners', '--format', 'json').stdout)
    const manual = ({ unknown }: typeof before) =>
      unknown.filter(({ channel }: { channel: string }) => channel === 'manual')
    expect([manual(before).length, manual(after).length]).toEqual([1, 0])
    expect(after.partners[0]).toMatchObject({ name: 'Fabrikam IT', kind: 'reseller' })

    writeFileSync(file, `${HEADER}Fabrikam IT,not-a-tenant,,Reseller,,2026-01-01,,\n`)
    const broken = run('partners', '--register', file)
    expect(broken.stderr).toMatch(/line 2.*\[register-broken\]/s)
    expect(JSON.parse(run('partners', '--format', 'json').stdout).partners[0].name).toBe('Fabrikam IT')
  })

  it('of the people of a partner names who acted, and never guesses', () => {
    const somebody = 'a93f3be8-0112-4428-84f2-92692a85bbdb'
    const signIn = {
      id: 's1',
      createdDateTime: '2026-05-30T09:00:00Z',
      userId: somebody,
      homeTenantId: FABRIKAM,
      resourceTenantId: CONTOSO,
      crossTenantAccessType: 'serviceProvider',
      status: { errorCode: 0 },
    }
    const { run } = assessed({ ...KEYS, signIns: [signIn] })
    const file = join(aDataFolder(), '..', 'roster.csv')
    writeFileSync(
      file,
      `name,tenantId,domain,objectId,person,from,until\nFabrikam,${FABRIKAM},,${somebody},Fay Brick,2026-01-01,\n`,
    )
    const before = run('partners', 'fabrikam').stdout

    expect(run('partners', '--roster', file).stdout).toContain('Kept: 1 person')
    expect(before).toContain(somebody)
    expect(before).not.toContain('Fay Brick')
    expect(run('partners', 'fabrikam').stdout).toContain('Fay Brick')
  })
})

describe('the questionnaire', () => {
  const SAID = { mfa: 'passkeys, "all" of them; =1+1', people: 'the roster of 20 November,\nin two files' }
  const fileFor = (ending: string) => join(aDataFolder(), '..', `questionnaire-${Math.random()}.${ending}`)
  const answersIn = (run: ReturnType<typeof assessed>['run']) =>
    JSON.parse(run('partners', 'fabrikam', '--format', 'json').stdout).partners[0].answers

  it('goes out as a CSV and comes back with the answers, which is what declaring each one makes', () => {
    const { run } = assessed()
    const file = fileFor('csv')
    expect(run('partners', 'fabrikam', '--questionnaire', '--out', file).code).toBe(0)
    const filled = readFileSync(file, 'utf8')
      .replace(/^(.*,mfa,.*),\r$/m, `$1,"${SAID.mfa.replaceAll('"', '""')}"\r`)
      .replace(/^(.*,people,.*),\r$/m, `$1,"${SAID.people}"\r`)
    writeFileSync(file, filled)

    const kept = run('partners', '--answers', file, '--author', 'olga')

    expect(kept.stdout).toContain('Kept: 2 answers of Fabrikam')
    expect(kept.stdout).toMatch(/Not answered: purpose, .* and monitoring/)
    expect(kept.stdout).not.toContain('Left out')
    const answers = answersIn(run)
    expect(answers.filter(({ state }: { state: string }) => state === 'answered')).toMatchObject([
      { id: 'people', answer: SAID.people },
      { id: 'mfa', answer: SAID.mfa },
    ])
    const { declarations } = JSON.parse(run('declare', '--format', 'json').stdout)
    expect(declarations).toMatchObject([
      { kind: 'partner-answer', subject: `${FABRIKAM}: people`, author: 'olga' },
      { kind: 'partner-answer', subject: `${FABRIKAM}: mfa`, author: 'olga' },
    ])
  })

  it('does the same as JSON', () => {
    const { run } = assessed()
    const file = fileFor('json')
    run('partners', 'fabrikam', '--questionnaire', '--format', 'json', '--out', file)
    const sent = JSON.parse(readFileSync(file, 'utf8'))
    const questions = sent.questions.map((one: { question: string }) =>
      one.question === 'mfa' ? { ...one, answer: SAID.mfa } : one,
    )
    writeFileSync(file, JSON.stringify({ ...sent, questions }))

    const kept = JSON.parse(run('partners', '--answers', file, '--format', 'json').stdout)

    expect(kept).toMatchObject({ partner: { id: FABRIKAM }, taken: ['mfa'], ignored: [] })
    expect(kept.open).toHaveLength(6)
    expect(answersIn(run)).toContainEqual(expect.objectContaining({ id: 'mfa', answer: SAID.mfa }))
  })
})

describe('the roster of a partner', () => {
  const row = (person: string, objectId: string, until = '') =>
    `Fabrikam,${FABRIKAM},,${objectId},${person},2020-01-01,${until}\n`
  const fay = row('Fay Brick', '44444444-4444-4444-8444-444444444444')
  const fred = row('Fred Mill', '55555555-5555-4555-8555-555555555555')
  const keep = (run: ReturnType<typeof assessed>['run'], rows: string) => {
    const file = join(aDataFolder(), '..', `roster-${Math.random()}.csv`)
    writeFileSync(file, `name,tenantId,domain,objectId,person,from,until\n${rows}`)
    expect(run('partners', '--roster', file).code).toBe(0)
  }
  const ROSTERS = 'partners/rosters-are-attested'
  const rosterOf = (run: ReturnType<typeof assessed>['run']) =>
    JSON.parse(run('partners', 'fabrikam', '--format', 'json').stdout).partners[0].roster

  it('is attested by name or finding, lapses at one more person, and not at one less', () => {
    const { run, assess } = assessed()
    keep(run, fay)
    const [first] = findingsOf(assess(), ROSTERS)
    expect(first?.summary).toContain('Fay Brick; nobody has attested it')

    expect(run('attest', first?.id ?? '', '--reason', 'asked Ina by phone').code).toBe(0)
    expect(findingsOf(assess(), ROSTERS)).toEqual([])

    keep(run, fay + fred)
    expect(findingsOf(assess(), ROSTERS)[0]?.summary).toContain('it gained Fred Mill')
    expect(rosterOf(run)).toMatchObject({
      people: 2,
      state: 'gained',
      gained: [expect.stringMatching(/^Fred/)],
    })

    expect(run('attest', 'roster of Fabrikam', '--reason', 'asked Ina again').stdout).toContain('2 items')
    keep(run, fred)
    expect(findingsOf(assess(), ROSTERS)).toEqual([])
    expect(rosterOf(run)).toMatchObject({
      people: 1,
      state: 'attested',
      lost: [expect.stringMatching(/^Fay/)],
    })
    expect(run('partners', 'fabrikam').stdout).toMatch(/1 person, attested by/)

    expect(run('revoke', 'roster of fabrikam', '--reason', 'Ina left').code).toBe(0)
    expect(findingsOf(assess(), ROSTERS)[0]?.summary).toContain('nobody has attested it')
  })

  it('is another thing than the partner: attesting one says nothing of the other', () => {
    const { run, assess } = assessed()
    keep(run, fay)
    expect(run('attest', 'Fabrikam', '--reason', 'contract 114').code).toBe(0)

    const after = assess()

    expect(findingsOf(after, ATTESTED)).toEqual([])
    expect(findingsOf(after, ROSTERS)).toHaveLength(1)
    expect(run('attest', 'roster of nobody', '--reason', 'x').stderr).toContain('[finding-unknown]')
  })
})
