/**
 * The arrows between rooms, each with its reason. The tool that checks them reads TypeScript through TypeScript 6's
 * API and finds nothing, without complaint, when that is missing: so it is also told how much it must find.
 * `npm run check` runs it; test/boundaries.test.ts plants forbidden imports and must see them refused.
 */
import { fileURLToPath } from 'node:url'
import {
  cruise,
  type DependencyType,
  type ICruiseOptions,
  type ICruiseResult,
  type IForbiddenRuleType,
} from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const repository = fileURLToPath(new URL('..', import.meta.url))

/** What each room may import of ours, beside itself. */
const ROOMS: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  model: { may: [], because: 'model says what things are; it stands on nothing' },
  clients: {
    may: ['model'],
    because: 'clients talk to services; what is asked and kept is decided elsewhere',
  },
  collectors: { may: ['model'], because: 'a collector declares what to ask; it neither asks nor keeps' },
  imports: {
    may: ['model'],
    because: 'an import turns a parsed export into items; it neither reads nor keeps',
  },
  access: { may: ['model'], because: 'access analysis is pure: records in, verdicts out' },
  controls: {
    may: ['model', 'access'],
    because: 'a control is pure: it sees records and decisions, nothing else',
  },
  frameworks: {
    may: ['model', 'access'],
    because:
      'a requirement of a framework is as pure as a control: it sees records and statements, nothing else',
  },
  logs: {
    may: ['model', 'imports'],
    because: 'reading exports is pure: bytes and records in, events out; tables are read as all imports are',
  },
  sigma: { may: ['model'], because: 'a rule is compiled and matched without knowing where events are kept' },
  detections: {
    may: ['model', 'sigma'],
    because: 'a detection is a rule and its examples; who runs it is decided elsewhere',
  },
  reports: { may: ['model', 'access'], because: 'a report reads the assessment and nothing else' },
  store: { may: ['model'], because: 'the store keeps; it does not know what for' },
  pipeline: {
    may: [
      'model',
      'clients',
      'collectors',
      'imports',
      'access',
      'controls',
      'frameworks',
      'logs',
      'sigma',
      'detections',
      'reports',
      'store',
    ],
    because: 'the pipeline joins the rooms; who started it is not its business',
  },
  queries: { may: ['model', 'store', 'access'], because: 'queries read what is kept; they start nothing' },
  cli: {
    may: ['pipeline', 'queries', 'model'],
    because:
      'the command line reaches everything through pipeline and queries, so that the server can do the same',
  },
}

const EXAMPLES = '\\.examples\\.ts$'

function roomRules(): IForbiddenRuleType[] {
  return Object.entries(ROOMS).map(([room, { may, because }]) => ({
    name: `${room}-imports`,
    comment: because,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: EXAMPLES },
    to: {
      path: '^(src|simulator|test|tools|bench|web)/',
      pathNot: `^src/(${[room, ...may].join('|')})/`,
      ...exceptFor(room),
    },
  }))
}

/** Collectors name lanes, which are types of clients; a type leaves nothing behind at run time. */
function exceptFor(room: string): { dependencyTypesNot?: DependencyType[] } {
  return room === 'collectors' ? { dependencyTypesNot: ['type-only'] } : {}
}

const NETWORK = '^(node:)?(http|https|http2|net|tls|dgram|dns)(/|$)|^undici$|node_modules/undici'
const DISK = '^(node:)?(fs|sqlite)(/|$)|node_modules/@duckdb|node_modules/kysely|node_modules/yauzl'

const FORBIDDEN: readonly IForbiddenRuleType[] = [
  ...roomRules(),
  {
    name: 'network-only-in-clients',
    comment: 'only clients/ open connections; the demo shows its own report on this machine',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(clients|cli/demo)/' },
    to: { path: NETWORK },
  },
  {
    name: 'disk-only-in-store',
    comment:
      'only store/ sees the disk and the databases; the demo clears its own folder and looks for the simulator',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(store|cli/demo)/' },
    to: { path: DISK },
  },
  {
    name: 'collectors-apart',
    comment: 'collectors do not know each other; what several need stands in collector.ts and subjects.ts',
    severity: 'error',
    from: { path: '^src/collectors/', pathNot: '(collector|subjects|\\.generated)\\.ts$' },
    to: { path: '^src/collectors/', pathNot: '(collector|subjects)\\.ts$' },
  },
  {
    name: 'controls-apart',
    comment: 'a control never leans on another; what they share is access analysis',
    severity: 'error',
    from: { path: '^src/controls/[^/]+/', pathNot: EXAMPLES },
    to: { path: '^src/controls/[^/]+/' },
  },
  {
    name: 'requirements-apart',
    comment: 'a requirement never leans on another; what they share stands in the folders beside them',
    severity: 'error',
    from: { path: '^src/frameworks/[^/]+/[^/]+\\.ts$', pathNot: EXAMPLES },
    to: { path: '^src/frameworks/[^/]+/\\d[^/]*\\.ts$' },
  },
  {
    name: 'simulator-alone',
    comment:
      'the simulator is the other side; sharing code with the product would let both be wrong together',
    severity: 'error',
    from: { path: '^simulator/' },
    to: { path: '^(src|test|tools|bench)/' },
  },
  {
    name: 'no-test-in-product',
    comment: 'what ships does not contain tests; examples are tests',
    severity: 'error',
    from: { path: '^src/', pathNot: EXAMPLES },
    to: { path: '^test/|\\.examples\\.ts$' },
  },
  {
    name: 'no-cycle',
    comment: 'two files that need each other are one file, or three',
    severity: 'error',
    from: { path: '^(src|simulator)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'known-dependencies',
    comment: 'a package in use stands in package.json with its reason in docs/decisions/dependencies.md',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
  },
  {
    name: 'resolvable',
    comment: 'an import that leads nowhere is checked by nobody',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}

/** Checks the arrows below `root`; also returns how many modules and arrows were seen. */
export async function checkBoundaries(root: string): Promise<{ violations: Violation[]; arrows: number }> {
  const options: ICruiseOptions = {
    baseDir: root,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    ruleSet: { forbidden: [...FORBIDDEN] },
    validate: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  }
  const tsConfig = extractTSConfig(`${repository}tsconfig.json`)
  const { output } = await cruise(['src', 'simulator'], options, undefined, { tsConfig })
  const { summary } = output as ICruiseResult
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { violations, arrows: summary.totalDependenciesCruised ?? 0 }
}

/** The reason of a rule. */
export function reasonOf(rule: string): string {
  return FORBIDDEN.find(({ name }) => name === rule)?.comment ?? ''
}

/** Fewer arrows than this, and the tool has not read the sources. */
const LEAST_ARROWS = 300

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, arrows } = await checkBoundaries(repository)
  for (const { rule, from, to } of violations) console.error(`${from} → ${to}\n  ${rule}: ${reasonOf(rule)}`)
  if (arrows < LEAST_ARROWS) console.error(`only ${arrows} imports were found: the check is blind`)
  process.exit(violations.length > 0 || arrows < LEAST_ARROWS ? 1 : 0)
}
