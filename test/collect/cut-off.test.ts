/** Leaves datasets out and cuts them off in the middle, one after the other: never a pass, always a reason. */
import { beforeAll, describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { type Collector, type Query, requestOf } from '#collectors/collector.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Cloud, Fault } from '../../simulator/cloud.ts'
import { aCloud } from './harness.ts'
import { healthy } from './healthy.ts'
import { type EstateName, estates, expectHonest, full, judged, remember, SAMPLE } from './honesty.ts'

describe.concurrent('the healthy tenant, with a dataset never asked for:', () => {
  let cloud: Cloud

  beforeAll(async () => {
    cloud = await aCloud(healthy)
  })

  it.each(allCollectors.map(({ produces }) => produces))('%s', async (left) => {
    const collectors = allCollectors.filter(({ produces }) => produces !== left)

    const assessment = await judged(cloud, { collectors })

    remember(`dataset ${left}`, assessment)
    expect(assessment.coverage[left]).toBeUndefined()
    expectHonest(assessment, { estate: 'healthy', naming: () => new RegExp(left) })
  })
})

/** Spoils every answer of this collector from its second page on, or the only one. */
function cutOf({ source, orElse }: Collector, hasSecondPage: boolean): Fault {
  const paths = [source, ...(orElse ? [orElse] : [])].map((one) => requestOf(one, SAMPLE))
  const path = new RegExp(paths.map(patternOf).join('|'))
  return { path, kind: 'status', status: 503, nth: hasSecondPage ? 2 : 1, times: Number.POSITIVE_INFINITY }
}

/** Several collectors ask for /users; they differ in their first option, and pages repeat it. */
function patternOf({ path, query }: { readonly path: string; readonly query?: Query }): string {
  // A subject may be an id of Azure, which is a path itself.
  const subject = path.startsWith(SAMPLE) ? '[^?]+' : "[^/?']+"
  const plain = path.split(SAMPLE).map(RegExp.escape).join(subject)
  const [option] = Object.entries(query ?? {})
  if (option === undefined || path !== '/v1.0/users') return `^${plain}(\\?|$)`
  return `^${plain}\\?${RegExp.escape(`${option[0]}=${encodeURIComponent(option[1]).replaceAll("'", '%27')}`)}`
}

/** Every question to Resource Graph goes to one address: what spoils one answer spoils them all. */
function cutWith({ produces, source }: Collector): readonly DatasetName[] {
  if (source.kind !== 'query') return [produces]
  return allCollectors.filter((other) => other.source.kind === 'query').map((other) => other.produces)
}

/** The troubled tenant is asked for the lists that accuse somebody: what is left of them must accuse the same. */
const cuts: readonly (readonly [EstateName, Collector])[] = allCollectors.flatMap((collector) => {
  const accuses = [
    'users',
    'roleAssignments',
    'groupMembers',
    'authenticationMethods',
    'userRegistrationDetails',
  ]
  const names: EstateName[] = accuses.includes(collector.produces) ? ['healthy', 'troubled'] : ['healthy']
  return names.map((name) => [name, collector] as const)
})

/** A tenant without guests or partners has nobody to ask about one by one: there is nothing to cut off. */
function isAskedOf(estate: EstateName, { produces, source }: Collector): boolean {
  return source.kind !== 'each' || (full[estate].coverage[produces]?.records ?? 0) > 0
}

describe.concurrent('with the service failing for good in the middle of a list,', () => {
  it.each(cuts.map(([estate, collector]) => [estate, collector.produces, collector] as const))(
    'the %s tenant (or the troubled one, where it has nobody to ask about) says so: %s',
    async (wanted, name, collector) => {
      const estate = isAskedOf(wanted, collector) ? wanted : 'troubled'
      const pageSizeCap = estate === 'healthy' ? 1 : 4
      const cloud = await aCloud({ ...estates[estate], pageSizeCap })
      const isOnePage = collector.source.kind === 'one' || collector.source.kind === 'report'
      const hasSecondPage = !isOnePage && (full[estate].coverage[name]?.records ?? 0) > pageSizeCap
      cloud.faults.add(cutOf(collector, hasSecondPage))

      const assessment = await judged(cloud)

      if (estate === 'healthy') remember(`the rest of ${name}`, assessment)
      const cut = assessment.coverage[name]
      expect(cut?.state).toBe('partial')
      expect(cut?.because).toMatch(/ServiceUnavailable|cut off|kept failing|both ways/)
      if (hasSecondPage && collector.source.kind === 'list') expect(cut?.records).toBeGreaterThan(0)
      expectHonest(assessment, { estate, naming: () => new RegExp(cutWith(collector).join('|')) })
    },
  )
})
