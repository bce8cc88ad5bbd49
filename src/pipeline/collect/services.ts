/** The services that a collection reads, each with its client. */
import type { ArmClient } from '#clients/azure/arm-client.ts'
import type { GraphClient } from '#clients/graph/graph-client.ts'
import type { Service } from '#clients/http/service.ts'
import { type Source, serviceOf } from '#collectors/collector.ts'

export interface Services {
  readonly graph: GraphClient
  readonly azure: ArmClient
}

/** The client that answers a source. */
export function clientOf(services: Services, source: Source): Service {
  return services[serviceOf(source)]
}
