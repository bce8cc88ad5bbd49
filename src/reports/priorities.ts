/** The opening of every report: what to look at first, so few items that somebody does. */
import type { AssessedControl, AssessedFinding } from '#model/assessment.ts'
import type { BlastRadius } from '#model/outcome.ts'
import { type Severity, severities, worse } from '#model/severity.ts'
import { isReview } from './first-reviews.ts'
import { headlineOf } from './headline.ts'
import { nameOf } from './names.ts'

export interface PriorityItem {
  readonly headline: string
  readonly severity: Severity
  readonly blastRadius: BlastRadius
  /** The controls it stands for, the one of the headline first. */
  readonly controls: readonly AssessedControl[]
  /** All findings in it, the worst first. */
  readonly findings: readonly AssessedFinding[]
  /** Up to three, for a bundle; none where the headline names the one subject. */
  readonly names: readonly string[]
  /** How many more subjects the bundle has. */
  readonly moreNames: number
}

export interface Priorities {
  readonly items: readonly PriorityItem[]
  /** What did not fit. */
  readonly more: { readonly items: number; readonly findings: number }
}

const MOST_ITEMS = 10
/** More subjects of one kind than this are one item. */
const SHOWN_SINGLY = 3
const NAMES_SHOWN = 3
const radii: readonly BlastRadius[] = ['tenant', 'privileged', 'account']

interface Found {
  readonly control: AssessedControl
  readonly finding: AssessedFinding
}

/** At most ten items by blast radius, then severity, then how many findings they stand for. */
export function prioritiesOf(controls: readonly AssessedControl[]): Priorities {
  const all = controls.filter((control) => !isReview(control)).flatMap(bundles)
  const items = oneItemPerSubject(all).map(itemOf).sort(byWeight)
  const left = items.slice(MOST_ITEMS)
  const findings = left.reduce((sum, item) => sum + item.findings.length, 0)
  return { items: items.slice(0, MOST_ITEMS), more: { items: left.length, findings } }
}

/** The findings of one control, in groups that are shown as one item each. */
function bundles(control: AssessedControl): Found[][] {
  const kinds = Map.groupBy(control.findings, ({ blastRadius, subject }) => `${blastRadius} ${subject.type}`)
  return [...kinds.values()].flatMap((findings) => {
    const found = findings.map((finding) => ({ control, finding }))
    return isShownSingly(findings) ? found.map((one) => [one]) : [found]
  })
}

/** Single accounts are never an item of their own; keys of other organisations stand alone as long as they fit. */
function isShownSingly(findings: readonly AssessedFinding[]): boolean {
  const [first] = findings
  if (first === undefined || first.blastRadius === 'account') return false
  return findings.length <= SHOWN_SINGLY || (isForeign(first) && findings.length < MOST_ITEMS)
}

function isForeign({ subject }: AssessedFinding): boolean {
  return subject.type === 'principal' || subject.type === 'partner'
}

/** A tenant-wide subject with several problems is one item: it is one thing to go and look at. */
function oneItemPerSubject(groups: readonly Found[][]): Found[][] {
  const shown = groups.filter((group) => group.length > 0)
  return [...Map.groupBy(shown, mergeKey).values()].map((same) => same.flat())
}

function mergeKey(group: Found[]): unknown {
  const subject = group[0]?.finding.subject
  const alone = group.length === 1 && group[0]?.finding.blastRadius === 'tenant'
  // The tenant itself is the subject of every setting; together they would be one item that says nothing.
  return alone && subject && subject.type !== 'tenant' ? `${subject.type}\n${subject.id}` : group
}

function itemOf(group: readonly Found[]): PriorityItem {
  const found = group.toSorted((a, b) => severityRank(a.finding) - severityRank(b.finding))
  const findings = found.map(({ finding }) => finding)
  const controls = [...new Set(found.map(({ control }) => control))]
  const names = [...new Map(findings.map(({ subject }) => [subject.id, nameOf(subject)])).values()]
  const bundled = names.length > 1
  return {
    headline: headlineOf(controls[0] as AssessedControl, findings),
    severity: findings.map(({ severity }) => severity).reduce(worse),
    blastRadius: (findings[0] as AssessedFinding).blastRadius,
    controls,
    findings,
    names: bundled ? names.slice(0, NAMES_SHOWN) : [],
    moreNames: bundled ? Math.max(0, names.length - NAMES_SHOWN) : 0,
  }
}

function byWeight(a: PriorityItem, b: PriorityItem): number {
  return (
    radii.indexOf(a.blastRadius) - radii.indexOf(b.blastRadius) ||
    severityRank(a) - severityRank(b) ||
    foreignFirst(a) - foreignFirst(b) ||
    b.findings.length - a.findings.length ||
    (a.headline < b.headline ? -1 : 1)
  )
}

/** Microsoft asks for the keys of others to be looked at before one's own (practice 6). */
const foreignFirst = ({ findings }: PriorityItem) => (findings.some(isForeign) ? 0 : 1)

const severityRank = ({ severity }: { readonly severity: Severity }) => severities.indexOf(severity)
