import { badRequest, unknownSegment } from './errors.ts'
import { applicationRoutes } from './reads/applications.ts'
import { auditLogRoutes } from './reads/audit-logs.ts'
import { auditQueryRoutes } from './reads/audit-queries.ts'
import { deltaRoutes } from './reads/delta.ts'
import { deviceRoutes } from './reads/devices.ts'
import { groupRoutes } from './reads/groups.ts'
import { methodRoutes } from './reads/methods.ts'
import { organizationRoutes } from './reads/organization.ts'
import { policyRoutes } from './reads/policies.ts'
import { roleRoutes } from './reads/roles.ts'
import { tenantSettingsRoutes } from './reads/tenant-settings.ts'
import { usageReportRoutes } from './reads/usage-reports.ts'
import { userRoutes } from './reads/users.ts'
import { workloadRoleRoutes } from './reads/workload-roles.ts'
import type { Route } from './route.ts'

/** Every read that the simulated Graph knows. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  // Before `/users/{id}`, which would take `delta` for somebody's name.
  ...deltaRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...policyRoutes,
  ...roleRoutes,
  ...applicationRoutes,
  ...deviceRoutes,
  ...tenantSettingsRoutes,
  ...workloadRoleRoutes,
  ...methodRoutes,
  ...usageReportRoutes,
  ...auditLogRoutes,
  ...auditQueryRoutes,
]

interface Compiled {
  readonly route: Route
  readonly segments: readonly RegExp[]
  readonly whole: RegExp
}

const compiled: readonly Compiled[] = routes.map((route) => ({
  route,
  segments: route.template
    .slice(1)
    .split('/')
    .map((segment) => pattern(segment)),
  whole: pattern(route.template),
}))

/** `{id}` becomes a named group that does not cross a slash or a quote. */
function pattern(template: string): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>[^/']+)")}$`, 'i')
}

export interface Match {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** The read behind a path, or the service's complaint about the first segment that leads nowhere. */
export function matchRoute(pathname: string): Match {
  const path = decoded(pathname)
  for (const { route, whole } of compiled) {
    const found = whole.exec(path)
    if (found) return { route, parameters: { ...found.groups } }
  }
  throw unknownSegment(firstUnknown(path.slice(1).split('/')))
}

function firstUnknown(segments: readonly string[]): string {
  let open = compiled
  for (const [depth, segment] of segments.entries()) {
    open = open.filter((candidate) => candidate.segments[depth]?.test(segment))
    if (open.length === 0) return segment
  }
  return segments.at(-1) ?? ''
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    throw badRequest('Bad Request - Invalid URL')
  }
}
