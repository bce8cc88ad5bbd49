/** How it ended, in one of four words, out of the dozens that logs use. */
import type { LogResult } from '#model/events/log-event.ts'

/**
 * Sign-in codes with which Entra asks for something more: the sign-in neither succeeded nor failed.
 * Source: Microsoft, "Microsoft Entra authentication and authorization error codes".
 */
const INTERRUPTS: ReadonlySet<string> = new Set(
  '16000 16001 50055 50058 50072 50074 50076 50078 50079 50097 50125 50127 50129 50132 50140 50143 50144 50158 51006 65001 81010 9002341'.split(
    ' ',
  ),
)

const SUCCESS = new Set([
  'success',
  'succeeded',
  'succeed',
  'true',
  'completed',
  'complete',
  'ok',
  'accepted',
  'started',
  'start',
  'created',
  'allowed',
  'passed',
])
const FAILURE = new Set([
  'failure',
  'failed',
  'fail',
  'false',
  'error',
  'denied',
  'blocked',
  'timeout',
  'canceled',
  'cancelled',
  'forbidden',
  'unauthorized',
  'conflict',
  'badrequest',
  'notfound',
])
const PARTIAL = new Set(['partiallysucceeded', 'partial', 'partialsuccess'])

/** The result behind a word; null for one that says nothing. */
export function resultOf(word: string | null | undefined): LogResult | null {
  const plain =
    word
      ?.trim()
      .toLowerCase()
      .split(/[.:,\s]/)[0] ?? ''
  if (SUCCESS.has(plain)) return 'success'
  if (FAILURE.has(plain)) return 'failure'
  if (PARTIAL.has(plain)) return 'partial'
  if (plain === 'interrupted') return 'interrupted'
  return /^\d{3}$/.test(plain) ? ofStatusCode(Number(plain)) : null
}

/** The result behind the code of a sign-in. */
export function resultOfSignIn(code: string | null): LogResult | null {
  if (code === null || code === '') return null
  if (/^0+$/.test(code)) return 'success'
  if (INTERRUPTS.has(code)) return 'interrupted'
  return /^-?\d+$/.test(code) ? 'failure' : resultOf(code)
}

function ofStatusCode(code: number): LogResult | null {
  if (code < 100 || code > 599) return null
  return code < 400 ? 'success' : 'failure'
}
