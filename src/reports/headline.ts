import type { AssessedControl, AssessedFinding } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { countedSubjects } from '#model/text/words.ts'
import { nameOf, summaryOf } from './names.ts'

/** Verbs whose plural is known; a sentence with another one is not turned. */
const plurals: Readonly<Record<string, string>> = {
  has: 'have',
  is: 'are',
  was: 'were',
  does: 'do',
  can: 'can',
  could: 'could',
  may: 'may',
  uses: 'use',
  holds: 'hold',
  signs: 'sign',
}
/** "is a guest", "has it and is …", "its mailbox": more than the first verb would have to be turned. */
const STUBBORN = /^(is|was) (an?|the) | (is|has|was|does|uses|holds|signs|its|his|her|their)( |$)/
const COLUMNS = 200

/**
 * One sentence for one or many findings of a control: "Anna has no MFA registered", "37 accounts have no MFA
 * registered", "37 accounts: No second factor is registered". Where the sentences differ, the control's own sentence
 * is quoted as not met.
 */
export function headlineOf(control: AssessedControl, findings: readonly AssessedFinding[]): string {
  const [first] = findings
  if (first === undefined) return safeText(control.title)
  const subjects = new Set(findings.map(({ subject }) => subject.id)).size
  const sentence = subjects === 1 ? single(first) : bundled(control, findings, subjects)
  return cut(sentence.replace(/\.$/, ''), COLUMNS)
}

function single(finding: AssessedFinding): string {
  const summary = summaryOf(finding)
  const name = nameOf(finding.subject)
  const named = finding.subject.type === 'tenant' || summary.includes(name)
  return named ? summary : `${name}: ${summary}`
}

function bundled(control: AssessedControl, findings: readonly AssessedFinding[], subjects: number): string {
  const [type, ...others] = new Set(findings.map(({ subject }) => subject.type))
  const many = countedSubjects(subjects, others.length === 0 ? type : undefined)
  const [summary, ...further] = new Set(findings.map((finding) => finding.summary))
  if (summary !== undefined && further.length === 0) return `${many}: ${safeText(summary)}`
  const predicate = sharedPredicate(findings)
  return predicate === undefined ? `${many} do not meet: ${safeText(control.title)}` : `${many} ${predicate}`
}

/** "have no MFA registered" when every sentence is the subject's name and the same words after it. */
function sharedPredicate(findings: readonly AssessedFinding[]): string | undefined {
  const [first, ...others] = new Set(findings.map(predicateOf))
  if (first === undefined || others.length > 0 || STUBBORN.test(first)) return undefined
  const [verb = '', ...rest] = first.split(' ')
  const plural = Object.hasOwn(plurals, verb) ? plurals[verb] : undefined
  return plural && safeText([plural, ...rest].join(' '))
}

function predicateOf({ subject, summary }: AssessedFinding): string | undefined {
  return subject.name !== '' && summary.startsWith(`${subject.name} `)
    ? summary.slice(subject.name.length + 1)
    : undefined
}
