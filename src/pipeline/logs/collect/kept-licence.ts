/** The licence that decides how long Microsoft keeps the logs, from what the tenant bought. */

import type { KeepingLicence } from '#logs/windows/policy.ts'
import { parseRecord } from '#model/dataset.ts'
import { datasetOf } from '#model/datasets.ts'
import { licencesIn } from '#model/licence-plans.ts'
import type { SubscribedSku } from '#model/records/subscribed-skus.ts'
import type { Licence } from '#model/refusal.ts'
import { collectionOf } from '../../collect/page.ts'
import type { Reading } from './feed.ts'

export interface Held {
  readonly keeping: KeepingLicence
  /** Undefined when the licences may not be read. */
  readonly licences: ReadonlySet<Licence> | undefined
}

const PATH = '/v1.0/subscribedSkus'

/** Asks what the tenant bought; a refusal leaves it unknown. @throws as `Service.get` */
export async function heldLicences({ services, signal }: Reading): Promise<Held> {
  const answer = await services.graph.get(PATH, { lane: 'directory', signal })
  const page = answer.ok ? collectionOf(answer.body, PATH) : undefined
  if (page === undefined) return { keeping: 'unknown', licences: undefined }
  const dataset = datasetOf('subscribedSkus')
  const licences = new Set<Licence>()
  for (const item of page.values) {
    const parsed = parseRecord(dataset, item)
    // The dataset's own schema parsed it.
    if (parsed.ok) for (const licence of licencesIn(parsed.record as SubscribedSku)) licences.add(licence)
  }
  return { keeping: keepingOf(licences), licences }
}

function keepingOf(licences: ReadonlySet<Licence>): KeepingLicence {
  if (licences.has('Microsoft Entra ID P2 or Microsoft Entra ID Governance')) return 'p2'
  return licences.has('Microsoft Entra ID P1') ? 'p1' : 'free'
}
