/** Retention for people: the target, the licence, and for each log what is kept, sent and really held. */
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import { counted } from '#model/text/words.ts'
import type { AuditPolicy, LogRetention, RetentionReport } from '#pipeline/logs/retention.ts'

const LABEL = 11
const MOST_STEPS = 2
const ENTRA = { free: 'no Entra ID P1', p1: 'Entra ID P1', p2: 'Entra ID P2', unknown: 'not known' } as const
const PREMIUM = { yes: ', Audit Premium', no: ', no Audit Premium', unknown: '' } as const

/** The report for people. @param columns the width to write for */
export function retentionText(report: RetentionReport, columns: number): string {
  const { profile, licence, snapshot, logs } = report
  const searchable =
    profile.searchableDays === null ? '' : `, ${profile.searchableDays} of them at hand for a search`
  const known = licence.entra === 'unknown' ? `not known: ${licence.because}` : ENTRA[licence.entra]
  const of = snapshot === null ? '' : ` (snapshot of ${snapshot.collectedAt.slice(0, 10)})`
  const short = logs.filter(({ gap }) => gap.met === 'no').length
  const unknown = logs.filter(({ gap }) => gap.met === 'unknown').length
  const met = logs.length - short - unknown
  return [
    ...row('Target', `${profile.title}: ${counted(profile.totalDays, 'day')}${searchable}`, columns, 0),
    ...row('', `${profile.note} Source: ${profile.source}.`, columns, 0),
    ...row('Licence', `${known}${PREMIUM[licence.auditPremium]}${of}`, columns, 0),
    ...row('Logs', `${met} kept for long enough, ${short} too short, ${unknown} not known`, columns, 0),
    ...logs.flatMap((log) => ['', ...logLines(log, columns)]),
    '',
    'What Microsoft keeps is written at:',
    ...[...new Set(logs.map(({ kept }) => kept.source))]
      .filter((source) => source !== 'none')
      .flatMap((source) => wrap(source, columns - 2).map((line) => `  ${line}`)),
    '',
  ].join('\n')
}

function logLines(log: LogRetention, columns: number): readonly string[] {
  return [
    `${log.log}: ${verdict(log)}`,
    ...row('There', there(log), columns),
    ...row('Microsoft', microsoft(log), columns),
    ...log.kept.parts.flatMap(({ what, days }) => row('', `${counted(days, 'day')}: ${what}`, columns)),
    ...(log.kept.policies ?? []).flatMap((policy) => row('', policyWords(policy), columns)),
    ...row('Export', exported(log), columns),
    ...row('Achieved', achieved(log), columns),
    ...(log.gap.met === 'unknown' && log.gap.because !== null
      ? row('Not known', log.gap.because, columns)
      : []),
    ...log.advice
      .slice(0, MOST_STEPS)
      .flatMap(({ what, costs }, at) =>
        row(at === 0 ? 'To do' : '', `${what} Costs ${COSTS[costs]}.`, columns),
      ),
    ...(log.advice.length > MOST_STEPS
      ? row('', `and ${counted(log.advice.length - MOST_STEPS, 'dearer way')} (--format json)`, columns)
      : []),
  ]
}

const COSTS = { nothing: 'nothing', storage: 'storage', licence: 'a licence' } as const

function verdict({ gap }: LogRetention): string {
  if (gap.met === 'yes') return 'kept for long enough'
  const here = gap.days === null ? '' : `${counted(gap.days, 'day')} too short`
  if (gap.met === 'unknown') return here === '' ? 'not known' : `not known, ${here} here`
  return `${here}; ${gap.earliest} at the earliest`
}

function there({ available: { state, because } }: LogRetention): string {
  const why = because === null ? '' : `: ${because}`
  return `${{ yes: 'yes', limited: 'in part', no: 'no', unknown: 'not known' }[state]}${why}`
}

function microsoft({ kept }: LogRetention): string {
  const days = kept.days === null ? (kept.because ?? 'nothing') : counted(kept.days, 'day')
  const upTo = kept.days !== null && kept.most !== null && kept.most > kept.days ? `, up to ${kept.most}` : ''
  const since = kept.since === null ? '' : ` since ${kept.since} (before: ${kept.before})`
  const proof = kept.verified ? '' : ', not verified'
  const licensed = kept.licensedSince === null ? '' : `; licence ordered ${kept.licensedSince}, or before`
  if (kept.days === null && kept.most === null) return days
  return `${days}${upTo}${since}, as of ${kept.checked}${proof}${licensed}`
}

function policyWords({ name, days, duration, recordTypes, users, since }: AuditPolicy): string {
  const long = days === null ? (duration ?? 'for a time that no command here says') : counted(days, 'day')
  const of = recordTypes.length === 0 ? 'all record types' : recordTypes.join(', ')
  const by = users.length === 0 ? '' : ` of ${counted(users.length, 'user')}`
  return `${long}: ${of}${by}, by policy ${name}${since === null ? '' : ` of ${since.slice(0, 10)}`}`
}

function exported({ export: sent }: LogRetention): string {
  const why = sent.because === undefined ? '' : `: ${sent.because}`
  if (sent.state === 'sent') return sent.places.join('; ')
  return {
    notSent: `sent nowhere${why}`,
    unknown: `not known${why}`,
    none: 'no diagnostic setting sends it',
  }[sent.state]
}

function achieved({ achieved: held }: LogRetention): string {
  const oldest = held.oldest === null ? '' : `; oldest event ${held.oldest.slice(0, 10)}`
  const proven = held.provenDays > 0 ? `; ${counted(held.provenDays, 'day')} proven by the ledger` : ''
  const because = held.because === null ? '' : ` (${held.because})`
  if (held.unbrokenDays === null) return `not known${because}${oldest}${proven}`
  const since = held.unbrokenSince === null ? '' : ` since ${held.unbrokenSince.slice(0, 10)}`
  return `${counted(held.unbrokenDays, 'day')} without a hole${since}${because}${oldest}${proven}`
}

/** A label and its words, wrapped beside it. */
function row(label: string, words: string, columns: number, indent = 2): readonly string[] {
  const margin = ' '.repeat(indent)
  return wrap(safeText(words), Math.max(20, columns - LABEL - indent)).map(
    (line, at) => `${margin}${(at === 0 ? label : '').padEnd(LABEL)}${line}`,
  )
}
