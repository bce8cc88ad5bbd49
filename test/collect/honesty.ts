/**
 * What was taken away from a collection must show: what rested on it says so, nothing passes, and everything else
 * stays as it was.
 */
import { afterAll, beforeAll, expect } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { allControls } from '#controls/controls.generated.ts'
import type { AssessedControl, Assessment } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Attestation, PartnerRegisterCopy } from '#model/decisions.ts'
import { fingerprintUnder } from '#model/fingerprint.ts'
import { assess } from '#pipeline/assess.ts'
import type { CollectOptions } from '#pipeline/collect/collect.ts'
import type { Cloud, CloudOptions } from '../../simulator/cloud.ts'
import { aCloud, aPlace, collectFrom, NOW, tenantOf } from './harness.ts'
import { healthy, healthyDeclarations, showNames } from './healthy.ts'

export const SAMPLE = '11111111-2222-4333-8444-555555555555'
const troubled: CloudOptions = { accounts: 60, edit: showNames }
export const estates = { healthy, troubled }
export type EstateName = keyof typeof estates

export async function judged(cloud: Cloud, changes: Partial<CollectOptions> = {}): Promise<Assessment> {
  const place = await aPlace()
  const { snapshot } = await collectFrom(cloud, place, changes)
  const store = await tenantOf(cloud, place)
  const said = { fingerprint, declarations: healthyDeclarations, attestations, register }
  const decisions = { ...(await store.decisions.view()), ...said }
  return assess({ store, snapshot, controls: allControls, decisions, now: NOW, remember: false })
}

/** Nobody has a relationship, and somebody looked: nothing else tells. */
const register: PartnerRegisterCopy = { author: 'rowan', at: NOW.toISOString(), rows: [] }

/** Under one key for all stores, so that what was seen in one is known in the next. */
const fingerprint = fingerprintUnder(new Uint8Array(32).fill(1))
let attestations: readonly Attestation[] = []

/** What a person who looks through the reviews of an assessment vouches for. */
function vouched({ controls }: Assessment): readonly Attestation[] {
  const until = new Date(NOW.getTime() + 24 * 60 * 60 * 1000).toISOString()
  const said = { kind: 'attest', author: 'rowan', reason: 'looked at', at: NOW.toISOString(), until } as const
  return controls.flatMap(({ id: control, findings }) =>
    findings.flatMap(({ subject, items }) =>
      items === undefined
        ? []
        : [{ ...said, control, subject: subject.id, fingerprint: fingerprint(items), items }],
    ),
  )
}

export const full = {} as Record<EstateName, Assessment>
const matrix: string[] = []

beforeAll(async () => {
  attestations = vouched(await judged(await aCloud(estates.healthy)))
  for (const [name, options] of Object.entries(estates)) {
    full[name as EstateName] = await judged(await aCloud(options))
  }
})

afterAll(() => {
  const head = allControls.map(({ id }) => id.split('/')[1]?.split('-').slice(0, 2).join('-')).join(' | ')
  console.log(['what is gone from the healthy tenant'.padEnd(56) + head, ...matrix.sort()].join('\n'))
})

const LETTERS = { pass: 'pass', fail: 'FAIL', unknown: '?', notApplicable: '-', needsReview: 'review' }

export function remember(what: string, { controls }: Assessment): void {
  matrix.push(what.padEnd(56) + controls.map(({ outcome }) => LETTERS[outcome].padEnd(6)).join(' '))
}

/** What a cloud that grants the smallest set opens; optional permissions are not in it. */
export const required = allCollectors.filter(({ optional }) => optional === undefined)

/** Datasets that are not whole in this assessment; what was not asked for is not in it at all. */
export function gapsIn({ coverage }: Assessment): readonly DatasetName[] {
  return required.map(({ produces }) => produces).filter((name) => coverage[name]?.state !== 'complete')
}

export function wordsOf({ because = [] }: AssessedControl): string {
  return because.join('\n')
}

/** A record without a name is judged as one with a name; only what it is called may differ. */
function withoutNames({ findings, ...rest }: AssessedControl) {
  return {
    ...rest,
    findings: findings.map(({ subject, id, summary }) => ({ subject: subject.id, id, summary })),
  }
}

function supplementsOf({ id }: AssessedControl): readonly DatasetName[] {
  return allControls.find((control) => control.id === id)?.supplements ?? []
}

function verdicts({ outcome, findings }: AssessedControl) {
  return { outcome, findings: findings.map(({ id }) => id) }
}

interface Expected {
  readonly estate: EstateName
  /** What the words of every touched control contain. */
  readonly naming: (control: AssessedControl) => RegExp
  /** Datasets whose truth is emptiness here. */
  readonly isTrulyEmpty?: (control: AssessedControl, dataset: DatasetName) => boolean
}

/** A dataset whose gap matters to nobody, because another that answers the same was read whole. */
export function isMadeUpFor(
  { id }: AssessedControl,
  dataset: DatasetName,
  gaps: readonly DatasetName[],
): boolean {
  const { eitherOf = [] } = allControls.find((control) => control.id === id) ?? {}
  return eitherOf.some((one) => one === dataset) && eitherOf.some((one) => !gaps.includes(one))
}

/** The rules that hold whatever was taken away. */
export function expectHonest(
  assessment: Assessment,
  { estate, naming, isTrulyEmpty = () => false }: Expected,
): void {
  const gaps = gapsIn(assessment)
  /** A dataset that was not whole before either, and is missing for another reason now. */
  const isMissingOtherwise = ({ needs }: AssessedControl): boolean =>
    needs.some(
      (name) =>
        !gaps.includes(name) && assessment.coverage[name]?.because !== full[estate].coverage[name]?.because,
    )
  for (const control of assessment.controls) {
    const before = full[estate].controls.find(({ id }) => id === control.id) as AssessedControl
    const lost = control.needs.filter(
      (name) => gaps.includes(name) && !isTrulyEmpty(control, name) && !isMadeUpFor(control, name, gaps),
    )
    if (lost.length === 0) {
      // What is missing of its supplements changes words, and no verdict on anybody.
      if (supplementsOf(control).some((name) => gaps.includes(name)) || isMissingOtherwise(control))
        expect(verdicts(control), control.id).toEqual(verdicts(before))
      else if (!control.needs.some((name) => gaps.includes(name)))
        expect(withoutNames(control), control.id).toEqual(withoutNames(before))
      continue
    }
    expect(['unknown', 'fail'], `${control.id}: ${wordsOf(control)}`).toContain(control.outcome)
    expect(wordsOf(control), control.id).toMatch(naming(control))
    for (const dataset of lost) expect(wordsOf(control), control.id).toContain(dataset)
    const known = before.findings.map(({ id }) => id)
    for (const { id, subject } of control.findings)
      expect(known, `${control.id} accuses ${subject.name}`).toContain(id)
  }
}
